package io.github.camelctrader;

import static io.github.camelctrader.SimulatorCamel.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name means the instrument that it names now, and what cannot be judged yet waits. */
class NamedInstrumentsTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final long EURUSD = 1;
    private static final long GBPUSD = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CTraderSimulator simulator =
            CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO).start();
    private final SimulatorCamel camel = new SimulatorCamel(simulator);

    @AfterEach
    void end() {
        camel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swallow-answer", "error UNKNOWN_ERROR", "error SYMBOL_NOT_FOUND", "cant-route"})
    void executionsWaitUntilTheSymbolsAreKnown(String fault) throws Exception {
        fault("on SymbolsListReq 1 times " + fault);
        start("EURUSD", "Execution");
        List<Long> deals = new ArrayList<>();
        awaitReady(1);
        trade(deals, 4);
        await().until(() -> received(ProtoOAPayloadType.PROTO_OA_SYMBOLS_LIST_REQ) > 1);
        trade(deals, 4);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deals()).containsExactlyElementsOf(deals));
    }

    @Test
    void executionsThatACutHidWaitTooAndTheGapComesAfterThem() throws Exception {
        start("EURUSD", "Execution,Gap");
        List<Long> deals = new ArrayList<>();
        awaitReady(1);
        fault("on SymbolsListReq 2 times error UNKNOWN_ERROR");
        camel.cut(() -> trade(deals, 3));
        awaitReady(2);
        trade(deals, 2);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deals()).containsExactlyElementsOf(deals));
        List<Object> bodies = bodies();
        await().untilAsserted(() -> assertThat(bodies()).hasAtLeastOneElementOfType(GapEvent.class));
        assertThat(bodies().subList(0, 3)).allMatch(ProtoOAExecutionEvent.class::isInstance);
        assertThat(bodies().get(3))
                .as("after %s", bodies)
                .isInstanceOfSatisfying(
                        GapEvent.class, gap -> assertThat(gap.filled()).isTrue());
    }

    @Test
    void anOrderByNameWaitsForTheListOfTheNewLink() throws Exception {
        start("EURUSD", "Connection");
        awaitReady(1);
        assertThat(symbolOfOrder("EURUSD").join()).isEqualTo(EURUSD);
        fault("on SymbolsListReq 1 times late-answer 700ms");
        camel.cut(this::swap);
        awaitReady(2);
        List<CompletableFuture<Long>> orders = List.of(symbolOfOrder("EURUSD"), symbolOfOrder("EURUSD"));

        assertThat(orders)
                .allSatisfy(order -> assertThat(order).succeedsWithin(PATIENCE).isEqualTo(GBPUSD));
    }

    @Test
    void quotesAreThoseOfTheInstrumentThatIsCalledSoNow() throws Exception {
        start("EURUSD", "Spot");
        awaitQuoteOf(EURUSD);
        camel.cut(this::swap);
        awaitReady(2);
        awaitQuoteOf(GBPUSD);
        camel.mock("events").reset();
        quote("1.31000");
        await().until(() -> !bodies().isEmpty());
        assertThat(symbols()).containsOnly(GBPUSD);

        simulator.broker().rename(DEMO, Map.of(EURUSD, "EURUSD", GBPUSD, "GBPUSD"));
        awaitQuoteOf(EURUSD);
        await().until(() -> received(ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_SPOTS_REQ) > 0);
        camel.mock("events").reset();
        quote("1.32000");
        await().until(() -> !bodies().isEmpty());
        assertThat(symbols()).containsOnly(EURUSD);
    }

    @Test
    void noQuoteOfTheWrongInstrumentComesWhileTheListOfTheNewLinkIsLate() throws Exception {
        start("EURUSD", "Spot");
        awaitQuoteOf(EURUSD);
        fault("on SymbolsListReq 1 times late-answer 1800ms");
        camel.cut(this::swap);
        camel.mock("events").reset();
        await().atMost(PATIENCE).until(() -> received(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ) == 2);
        quote("1.33000");
        awaitQuoteOf(GBPUSD);

        assertThat(symbols()).containsOnly(GBPUSD);
    }

    @Test
    void aSymbolThatIsAddedIsFound() throws Exception {
        start("NEW,EURUSD", "Spot");
        awaitQuoteOf(EURUSD);
        simulator.broker().rename(DEMO, Map.of(GBPUSD, "NEW"));
        awaitQuoteOf(GBPUSD);
    }

    @Test
    void aSubscriptionThatIsRefusedAfterAReconnectIsAskedForAgain() throws Exception {
        start("EURUSD", "Spot");
        awaitQuoteOf(EURUSD);
        fault("on SubscribeSpotsReq 3 times error SYMBOL_NOT_FOUND");
        camel.cut(() -> {});
        awaitReady(2);
        camel.mock("events").reset();
        simulator.quote(DEMO, "EURUSD", "1.20000", "1.20010");
        awaitQuoteOf(EURUSD);
        assertThat(received(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ)).isEqualTo(5);
    }

    @Test
    void aSubscriptionThatIsRefusedIsAskedForWhenTheBrokerChangesTheSymbol() throws Exception {
        fault("on SubscribeSpotsReq always error SYMBOL_NOT_FOUND");
        start("EURUSD", "Spot");
        await().atMost(PATIENCE).until(() -> received(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ) == 3);
        simulator.clearFaults();
        simulator.send(
                DEMO,
                ProtoOASymbolChangedEvent.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .addSymbolId(EURUSD)
                        .build());
        awaitQuoteOf(EURUSD);
    }

    private void start(String symbols, String eventTypes) throws Exception {
        camel.component.getConfiguration().setRequestTimeout(Duration.ofSeconds(2));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?eventTypes=" + eventTypes + "&symbols=" + symbols + "&accountId=" + ACCOUNT)
                        .to("mock:events");
                from("ctrader:demo?eventTypes=Connection").to("mock:connection");
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + ACCOUNT);
            }
        });
    }

    private void swap() {
        simulator.broker().rename(DEMO, Map.of(EURUSD, "GBPUSD", GBPUSD, "EURUSD"));
    }

    private void awaitReady(int times) {
        await().atMost(PATIENCE)
                .until(() -> camel.mock("connection").getReceivedExchanges().stream()
                                .map(exchange -> exchange.getMessage().getBody())
                                .filter(body ->
                                        body instanceof ConnectionEvent event && event.state() == ConnectionState.READY)
                                .count()
                        == times);
    }

    private void awaitQuoteOf(long symbolId) {
        await().atMost(PATIENCE).until(() -> symbols().contains(symbolId));
    }

    private void quote(String bid) {
        simulator.quote(DEMO, "EURUSD", bid, "1.90000");
        simulator.quote(DEMO, "GBPUSD", bid, "1.90000");
    }

    /** Somebody else trades; deals are counted from the first one on. */
    private void trade(List<Long> deals, int count) {
        for (int i = 0; i < count; i++) {
            deals.add((long) deals.size());
            simulator
                    .broker()
                    .trade(
                            ProtoOANewOrderReq.newBuilder()
                                    .setCtidTraderAccountId(ACCOUNT)
                                    .setSymbolId(EURUSD)
                                    .setOrderType(ProtoOAOrderType.MARKET)
                                    .setTradeSide(ProtoOATradeSide.BUY)
                                    .setVolume(100_000)
                                    .build(),
                            null);
        }
    }

    private CompletableFuture<Long> symbolOfOrder(String name) {
        return camel.template()
                .asyncRequestBody(
                        "direct:orders",
                        Map.of("symbolName", name, "orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", 1000),
                        ProtoOAExecutionEvent.class)
                .thenApply(filled -> filled.getDeal().getSymbolId());
    }

    /** Deals in the order of their arrival, counted from the first that arrived. */
    private List<Long> deals() {
        List<Long> ids = bodies().stream()
                .filter(body -> body instanceof ProtoOAExecutionEvent event && event.hasDeal())
                .map(body -> ((ProtoOAExecutionEvent) body).getDeal().getDealId())
                .toList();
        return ids.stream().map(id -> id - ids.get(0)).toList();
    }

    private List<Object> bodies() {
        return camel.mock("events").getReceivedExchanges().stream()
                .map(exchange -> Objects.requireNonNull(exchange.getMessage().getBody()))
                .filter(body -> !(body instanceof ProtoOAExecutionEvent event) || event.hasDeal())
                .toList();
    }

    private List<Long> symbols() {
        return camel.mock("events").getReceivedExchanges().stream()
                .map(Exchange::getMessage)
                .map(message -> Objects.requireNonNull(message.getHeader(CTraderConstants.SYMBOL_ID, Long.class)))
                .toList();
    }

    private void fault(String line) {
        simulator.fault(FaultRule.parse(line));
    }

    private long received(ProtoOAPayloadType type) {
        return simulator.journal().count(DEMO, type.getNumber());
    }
}
