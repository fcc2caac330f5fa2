package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesRes;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarRes;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarRes;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeRes;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live bars, depth, open profit, dynamic leverage and archived symbols; and that no request of the schema is unknown. */
class MarketDataTest {
    private static final long EURUSD = 1;
    private static final Instant MINUTE = Instant.parse("2026-03-04T10:00:00Z");

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .symbol(SimulatedSymbol.forex(EURUSD, "EURUSD", "1.10000", "0.00010")
                    .withLeverage(new LeverageTier(1_000_000, 100), new LeverageTier(5_000_000, 50)))
            .symbol(SimulatedSymbol.forex(77, "EURDEM", "1.95000", "0.00010").withArchived(true))
            .clock(Clock.fixed(MINUTE, ZoneOffset.UTC))
            .quotesPerSecond(0)
            .start();
    private TestClient client;

    @BeforeEach
    void connect() throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        simulator.close();
    }

    private void subscribeSpots() throws Exception {
        client.request(ProtoOASubscribeSpotsReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .addSymbolId(EURUSD)
                        .build())
                .as(ProtoOASubscribeSpotsRes.getDefaultInstance());
        client.await(ProtoOASpotEvent.getDefaultInstance());
    }

    private static ProtoOASubscribeLiveTrendbarReq bars(ProtoOATrendbarPeriod period) {
        return ProtoOASubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(EURUSD)
                .setPeriod(period)
                .build();
    }

    private static ProtoOAUnsubscribeLiveTrendbarReq noBars(ProtoOATrendbarPeriod period) {
        return ProtoOAUnsubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(EURUSD)
                .setPeriod(period)
                .build();
    }

    @Test
    void barsComeInsideOfSpotsThatHaveABid() throws Exception {
        ProtoOAErrorRes tooEarly = client.refusal(bars(ProtoOATrendbarPeriod.M1));
        assertThat(tooEarly.getErrorCode()).isEqualTo("INVALID_REQUEST");
        assertThat(tooEarly.getDescription()).isEqualTo("Impossible to get trendbars before the spot subscribing");

        subscribeSpots();
        client.request(bars(ProtoOATrendbarPeriod.M1)).as(ProtoOASubscribeLiveTrendbarRes.getDefaultInstance());
        ProtoOASpotEvent again = client.await(ProtoOASpotEvent.getDefaultInstance());
        assertThat(again.hasBid() && again.hasAsk() && again.hasSessionClose()).isTrue();
        long volume = again.getTrendbar(0).getVolume();
        assertThat(client.refusal(bars(ProtoOATrendbarPeriod.M1)).getErrorCode())
                .isEqualTo("ALREADY_SUBSCRIBED");

        simulator.quote(DEMO, "EURUSD", "1.09990", "1.10000");
        ProtoOATrendbar bar =
                client.await(ProtoOASpotEvent.getDefaultInstance()).getTrendbar(0);
        assertThat(bar.hasDeltaClose()).isFalse();
        assertThat(bar.getPeriod()).isEqualTo(ProtoOATrendbarPeriod.M1);
        assertThat(bar.getLow()).isEqualTo(109_990);
        assertThat(bar.getVolume()).isEqualTo(volume + 2);
        assertThat(bar.getUtcTimestampInMinutes()).isEqualTo(MINUTE.getEpochSecond() / 60);

        simulator.quote(DEMO, "EURUSD", null, "1.10005");
        assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getTrendbarCount())
                .isZero();
        simulator.clockOffset(Duration.ofMinutes(1));
        simulator.quote(DEMO, "EURUSD", "1.10002", null);
        ProtoOATrendbar next =
                client.await(ProtoOASpotEvent.getDefaultInstance()).getTrendbar(0);
        assertThat(next.getVolume()).isEqualTo(1);
        assertThat(next.getLow()).isEqualTo(110_002);
        assertThat(next.getUtcTimestampInMinutes()).isEqualTo(MINUTE.getEpochSecond() / 60 + 1);
    }

    @Test
    void severalPeriodsComeInOneEventUntilTheyAreUnsubscribed() throws Exception {
        subscribeSpots();
        for (ProtoOATrendbarPeriod period : List.of(ProtoOATrendbarPeriod.M1, ProtoOATrendbarPeriod.D1)) {
            client.request(bars(period));
            client.await(ProtoOASpotEvent.getDefaultInstance());
        }
        simulator.quote(DEMO, "EURUSD", "1.09990", null);
        assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getTrendbarList())
                .extracting(ProtoOATrendbar::getPeriod)
                .containsExactly(ProtoOATrendbarPeriod.M1, ProtoOATrendbarPeriod.D1);
        client.request(noBars(ProtoOATrendbarPeriod.M1)).as(ProtoOAUnsubscribeLiveTrendbarRes.getDefaultInstance());
        simulator.quote(DEMO, "EURUSD", "1.09980", null);
        assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getTrendbarList())
                .extracting(ProtoOATrendbar::getPeriod)
                .containsExactly(ProtoOATrendbarPeriod.D1);
        assertThat(client.refusal(noBars(ProtoOATrendbarPeriod.M1)).getErrorCode())
                .isEqualTo("INVALID_REQUEST");
    }

    private static ProtoOASubscribeDepthQuotesReq depth() {
        return ProtoOASubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .addSymbolId(EURUSD)
                .build();
    }

    @Test
    void depthIsTheWholeBookFirstAndThenItsChanges() throws Exception {
        assertThat(client.refusal(depth()).getErrorCode()).isEqualTo("NOT_SUBSCRIBED_TO_SPOTS");
        subscribeSpots();
        client.request(depth()).as(ProtoOASubscribeDepthQuotesRes.getDefaultInstance());
        Map<Long, ProtoOADepthQuote> book = new TreeMap<>();
        Consumer<ProtoOADepthEvent> apply = event -> {
            event.getDeletedQuotesList().forEach(book::remove);
            event.getNewQuotesList().forEach(quote -> book.put(quote.getId(), quote));
        };
        ProtoOADepthEvent first = client.await(ProtoOADepthEvent.getDefaultInstance());
        assertThat(first.getDeletedQuotesCount()).isZero();
        apply.accept(first);
        assertThat(book).hasSize(12);
        assertThat(best(book)).containsExactly(110_000L, 110_010L);
        assertThat(book.values()).allMatch(quote -> quote.hasBid() != quote.hasAsk() && quote.getSize() > 0);
        assertThat(client.refusal(depth()).getErrorCode()).isEqualTo("ALREADY_SUBSCRIBED");

        simulator.quote(DEMO, "EURUSD", "1.09990", null);
        ProtoOADepthEvent change = client.await(ProtoOADepthEvent.getDefaultInstance());
        assertThat(change.getDeletedQuotesCount()).isPositive();
        assertThat(change.getNewQuotesCount()).isBetween(1, 11);
        apply.accept(change);
        assertThat(best(book)).containsExactly(109_990L, 110_010L);
        client.request(ProtoOAUnsubscribeDepthQuotesReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .addSymbolId(EURUSD)
                        .build())
                .as(ProtoOAUnsubscribeDepthQuotesRes.getDefaultInstance());
    }

    private static List<Long> best(Map<Long, ProtoOADepthQuote> book) {
        return List.of(
                book.values().stream()
                        .filter(ProtoOADepthQuote::hasBid)
                        .mapToLong(ProtoOADepthQuote::getBid)
                        .max()
                        .orElseThrow(),
                book.values().stream()
                        .filter(ProtoOADepthQuote::hasAsk)
                        .mapToLong(ProtoOADepthQuote::getAsk)
                        .min()
                        .orElseThrow());
    }

    @Test
    void openProfitIsToldWhenItChanges() throws Exception {
        ProtoOAv1PnLChangeUnSubscribeReq unsubscribe = ProtoOAv1PnLChangeUnSubscribeReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .build();
        assertThat(client.refusal(unsubscribe).getErrorCode()).isEqualTo("NOT_SUBSCRIBED_TO_PNL");
        client.request(ProtoOAv1PnLChangeSubscribeReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOAv1PnLChangeSubscribeRes.getDefaultInstance());
        assertThat(client.await(ProtoOAv1PnLChangeEvent.getDefaultInstance()).getGrossUnrealizedPnL())
                .isZero();
        client.send(ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(EURUSD)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(10_000_000)
                .build());
        client.await(ProtoOAExecutionEvent.getDefaultInstance(), 2);
        simulator.clockOffset(Duration.ofSeconds(1));
        simulator.quote(DEMO, "EURUSD", "1.10110", "1.10120");
        simulator.clockOffset(Duration.ofSeconds(2));
        client.awaitThat(received -> received.payloadType()
                        == PayloadTypes.of(ProtoOAv1PnLChangeEvent.getDefaultInstance())
                && received.as(ProtoOAv1PnLChangeEvent.getDefaultInstance()).getGrossUnrealizedPnL() == 10_000);
        client.request(unsubscribe).as(ProtoOAv1PnLChangeUnSubscribeRes.getDefaultInstance());
    }

    @Test
    void dynamicLeverageHasTheTiersOfItsSymbol() throws Exception {
        ProtoOASymbolByIdRes symbols = client.request(ProtoOASymbolByIdReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .addSymbolId(EURUSD)
                        .addSymbolId(77)
                        .build())
                .as(ProtoOASymbolByIdRes.getDefaultInstance());
        assertThat(symbols.getArchivedSymbolList()).hasSize(1);
        ProtoOAGetDynamicLeverageByIDReq.Builder request =
                ProtoOAGetDynamicLeverageByIDReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT);
        assertThat(client.request(request.setLeverageId(symbols.getSymbol(0).getLeverageId())
                                .build())
                        .as(ProtoOAGetDynamicLeverageByIDRes.getDefaultInstance())
                        .getLeverage()
                        .getTiersList())
                .extracting(tier -> tier.getLeverage())
                .containsExactly(100, 50);
        assertThat(client.refusal(request.setLeverageId(2).build()).getErrorCode())
                .isEqualTo("ENTITY_NOT_FOUND");
    }

    @Test
    void archivedSymbolsAreListedForThoseWhoAsk() throws Exception {
        ProtoOASymbolsListReq.Builder request =
                ProtoOASymbolsListReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT);
        ProtoOASymbolsListRes plain = client.request(request.build()).as(ProtoOASymbolsListRes.getDefaultInstance());
        ProtoOASymbolsListRes all = client.request(
                        request.setIncludeArchivedSymbols(true).build())
                .as(ProtoOASymbolsListRes.getDefaultInstance());
        assertThat(plain.getArchivedSymbolCount()).isZero();
        assertThat(all.getArchivedSymbolList())
                .singleElement()
                .satisfies(symbol -> assertThat(symbol.getName()).isEqualTo("EURDEM"));
        assertThat(all.getSymbolList()).isEqualTo(plain.getSymbolList());
        assertThat(client.refusal(ProtoOASubscribeSpotsReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .addSymbolId(77)
                                .build())
                        .getErrorCode())
                .isEqualTo("SYMBOL_NOT_FOUND");
    }

    /** Without what it needs a request is refused, but never for being unknown. */
    @Test
    void everyRequestOfTheSchemaIsServed() throws Exception {
        List<Message> requests = IntStream.range(0, 3000)
                .mapToObj(PayloadTypes::prototype)
                .flatMap(Optional::stream)
                .filter(message -> message.getDescriptorForType().getName().endsWith("Req"))
                .toList();
        assertThat(requests).hasSizeGreaterThan(40);
        for (Message request : requests) {
            try (TestClient other = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
                other.sendBytes(TestClient.frame(PayloadTypes.of(request), new byte[0], "probe"));
                TestClient.Received answer = other.awaitThat(received -> "probe".equals(received.clientMsgId()));
                if (answer.payloadType() == PayloadTypes.of(ProtoOAErrorRes.getDefaultInstance())) {
                    assertThat(answer.as(ProtoOAErrorRes.getDefaultInstance()).getErrorCode())
                            .describedAs(request.getDescriptorForType().getName())
                            .isNotEqualTo("UNSUPPORTED_MESSAGE");
                }
            }
        }
    }
}
