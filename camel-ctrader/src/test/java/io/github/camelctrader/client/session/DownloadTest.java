package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.PriceSwitch;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads through the plain client, from a simulator with small pages. */
class DownloadTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int ROWS = 40;

    /** Every simulator has the same past, since it begins at the same time. */
    private final long now = Instant.now().toEpochMilli() / HOUR * HOUR;

    private ClientHarness harness = started(server -> server.historyRows(ROWS));

    @AfterEach
    void end() {
        harness.close();
    }

    @Test
    void barsOfManyPagesAreThoseOfOneAnswer() {
        List<Trendbar> paged = bars(10);

        assertThat(paged).containsExactlyElementsOf(whole());
        assertThat(paged).hasSizeGreaterThan(ROWS);
        for (int index = 0; index < paged.size(); index++) {
            Trendbar bar = paged.get(index);
            assertThat(bar.openTime()).isBetween(from(), to());
            assertThat(bar.period()).isEqualTo(ProtoOATrendbarPeriod.M1);
            assertThat(bar.closed()).isTrue();
            assertThat(bar.high()).isGreaterThanOrEqualTo(bar.open().max(bar.close()));
            assertThat(bar.low()).isLessThanOrEqualTo(bar.open().min(bar.close()));
            assertThat(index == 0 || paged.get(index - 1).openTime() < bar.openTime())
                    .isTrue();
        }
    }

    @Test
    void ticksOfManyPagesAreThoseOfOneAnswer() {
        List<Tick> paged = all(harness.client.download(ticks(ProtoOAQuoteType.BID)));
        harness.close();
        harness = started(server -> server.historyRows(100_000));

        assertThat(paged).hasSizeGreaterThan(3 * ROWS);
        assertThat(paged).containsExactlyElementsOf(all(harness.client.download(ticks(ProtoOAQuoteType.BID))));
        assertThat(ticksAsked()).isEqualTo(1);
    }

    @Test
    void dealsAndOrdersOfManyPagesComeOnceOldestFirst() {
        harness.close();
        harness =
                started(server -> server.historyRows(3).fillDelay(Duration.ZERO).clock(Clock.systemUTC()));
        List<Long> traded = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            traded.add(harness.market().getDeal().getDealId());
        }
        long from = Instant.now().minusSeconds(3600).toEpochMilli();
        long to = Instant.now().plusSeconds(3600).toEpochMilli();

        List<ProtoOADeal> deals = all(harness.client.download(HistoryQuery.of(ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setFromTimestamp(from)
                .setToTimestamp(to)
                .build())));
        List<ProtoOAOrder> orders = all(harness.client.download(HistoryQuery.of(ProtoOAOrderListReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setFromTimestamp(from)
                .setToTimestamp(to)
                .build())));

        assertThat(deals).extracting(ProtoOADeal::getDealId).containsExactlyElementsOf(traded);
        assertThat(orders)
                .extracting(ProtoOAOrder::getOrderId)
                .containsExactlyElementsOf(
                        deals.stream().map(ProtoOADeal::getOrderId).toList());
    }

    @Test
    void cashFlowIsAskedForWeekByWeek() {
        harness.simulator.broker().deposit(ACCOUNT, "10.00");
        harness.simulator.broker().deposit(ACCOUNT, "20.00");
        long to = Instant.now().plusSeconds(60).toEpochMilli();
        HistoryDownload<ProtoOADepositWithdraw> flows =
                harness.client.download(HistoryQuery.of(ProtoOACashFlowHistoryListReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setFromTimestamp(to - Duration.ofDays(20).toMillis())
                        .setToTimestamp(to)
                        .build()));
        List<ProtoOADepositWithdraw> rows = all(flows);
        assertThat(rows).extracting(ProtoOADepositWithdraw::getBalanceHistoryId).doesNotHaveDuplicates();
        assertThat(rows).extracting(ProtoOADepositWithdraw::getDelta).endsWith(1_000L, 2_000L);
        assertThat(flows.progress().state()).isEqualTo(State.COMPLETE);
        assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_CASH_FLOW_HISTORY_LIST_REQ_VALUE))
                .isEqualTo(3);
    }

    @Test
    void pagesAreListsOfTheSameRows() {
        List<Trendbar> rows = new ArrayList<>();
        try (HistoryDownload<List<Trendbar>> pages =
                harness.client.downloadPages(bars(from(), to(), 10), Duration.ofSeconds(20))) {
            while (pages.hasNext()) {
                List<Trendbar> page = pages.next();
                assertThat(page).isNotEmpty();
                rows.addAll(page);
            }
            assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(rows).containsExactlyElementsOf(whole());
    }

    @Test
    void afterAPageThatFailsAllBeforeItIsThereAndTheRestGoesOnFromThere() {
        List<Trendbar> got = new ArrayList<>();
        HistoryDownload<Trendbar> first = harness.client.download(bars(from(), to(), 10));
        got.add(first.next());
        harness.simulator.fault(FaultRule.of(Fault.ERROR).on("GetTrendbarsReq"));
        CTraderException failure = catchThrowableOfType(CTraderException.class, () -> {
            while (true) {
                got.add(first.next());
            }
        });

        assertThat(failure.getCompleteUntil())
                .isGreaterThanOrEqualTo(got.get(got.size() - 1).openTime())
                .isLessThan(to());
        assertThat(failure.getAccountId()).isEqualTo(ACCOUNT);
        assertThatThrownBy(first::next).isSameAs(failure);
        assertThat(first.hasNext()).isTrue();
        assertThat(first.progress().state()).isEqualTo(State.FAILED);
        got.addAll(all(harness.client.download(bars(requireNonNull(failure.getCompleteUntil()) + 1, to(), 10))));
        assertThat(got).containsExactlyElementsOf(whole());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HAS_MORE", "HAS_MORE_OLDEST"})
    void onWhicheverSideTheServerCutsNothingIsMissing(Fault cut) {
        List<Tick> ticks = all(harness.client.download(ticks(ProtoOAQuoteType.ASK)));
        List<Trendbar> bars = whole();
        harness.simulator.fault(FaultRule.of(cut).on("GetTrendbarsReq").always().with("7"));
        harness.simulator.fault(FaultRule.of(cut).on("GetTickDataReq").always().with("31"));

        assertThat(bars(1_000_000)).containsExactlyElementsOf(bars);
        assertThat(all(harness.client.download(ticks(ProtoOAQuoteType.ASK)))).containsExactlyElementsOf(ticks);
    }

    /** A month of minutes, of which an answer holds 14,000. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void onWhicheverSideAFullAnswerIsCutAndEvenIfItDoesNotSaySoNothingIsMissing(boolean startsOld, boolean silent) {
        long from = now - 720 * HOUR;
        harness.close();
        harness = started(server -> server.priceHistory(PriceHistory.DEFAULT.with(Stream.of(
                        startsOld ? PriceSwitch.PRICE_PAGES_START_OLD : null,
                        silent ? PriceSwitch.HAS_MORE_NEVER_SAID : null)
                .filter(Objects::nonNull)
                .toArray(PriceSwitch[]::new))));

        List<Trendbar> bars = all(harness.client.download(bars(from, now - 1, 1_000_000)));

        assertThat(bars).hasSize(720 * 60);
        for (int index = 0; index < bars.size(); index++) {
            assertThat(bars.get(index).openTime()).isEqualTo(from + index * 60_000L);
        }
        assertThat(barRequests()).isLessThan(15);
    }

    @Test
    void highsThatTheServerLostAreRepaired() {
        List<Trendbar> right = bars(1_000_000);
        harness.close();
        harness = started(server -> server.priceHistory(PriceHistory.DEFAULT.with(PriceSwitch.DELTA_HIGH_LOST)));

        List<Trendbar> bars = bars(1_000_000);

        assertThat(bars).hasSameSizeAs(right);
        for (int index = 0; index < bars.size(); index++) {
            Trendbar bar = bars.get(index);
            assertThat(bar.close()).isEqualTo(right.get(index).close());
            assertThat(bar.high()).isEqualTo(bar.open().max(bar.close()));
            assertThat(bar.repaired()).isEqualTo(bar.high().compareTo(bar.low()) > 0);
        }
    }

    @Test
    void yearsWithoutARowTakeFewRequests() {
        harness.close();
        harness = started(server -> server.priceHistory(PriceHistory.DEFAULT.withLength(Duration.ofHours(2))));

        List<Trendbar> bars = all(harness.client.download(bars(now - 20_000 * HOUR, now - 1, 1_000_000)));

        assertThat(bars).hasSize(120);
        assertThat(barRequests()).isLessThan(25);
    }

    @Test
    void whatTheServersLimitRefusesIsAskedForAgain() {
        harness.simulator.fault(FaultRule.of(Fault.RATE_BLOCK).on("GetTrendbarsReq"));
        assertThat(bars(10)).containsExactlyElementsOf(whole());
    }

    @Test
    void aWindowThatIsRefusedIsAskedForInParts() {
        harness.simulator.fault(FaultRule.of(Fault.ERROR)
                .with("INCORRECT_BOUNDARIES")
                .on("GetTrendbarsReq")
                .times(3));
        assertThat(bars(1_000)).containsExactlyElementsOf(whole());
    }

    @Test
    void aLinkThatIsLostEndsADownload() {
        HistoryDownload<Trendbar> download = harness.client.download(bars(from(), to(), 10));
        harness.simulator.fault(FaultRule.of(Fault.CUT_AFTER_EXECUTION).on("GetTrendbarsReq"));
        assertThatThrownBy(() -> all(download))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("link was lost");
    }

    @Test
    void whoeverWaitsForADownloadThatIsClosedIsTold() {
        HistoryDownload<Trendbar> download = harness.client.download(bars(from(), to(), 10));
        download.next();
        download.close();
        assertThatThrownBy(() -> all(download))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aRequestWithoutARangeOrPagesIsRefusedByName() {
        assertThatThrownBy(() -> HistoryQuery.of(ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setSymbolId(1)
                        .setPeriod(ProtoOATrendbarPeriod.M1)
                        .setFromTimestamp(1)
                        .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("toTimestamp");
        assertThatThrownBy(() -> bars(2, 1, 5))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("fromTimestamp");
        assertThatThrownBy(() -> HistoryQuery.ofRequest(ProtoOAVersionReq.getDefaultInstance()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no pages");
    }

    private ClientHarness started(UnaryOperator<SimulatorBuilder> settings) {
        ClientHarness harness = new ClientHarness(
                settings.apply(CTraderSimulator.builder()
                                .clock(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC))
                                .historicalRequestsPerSecond(1000)
                                .requestsPerSecond(1000))
                        .start(),
                client -> client.requestLimits(1000, 1000));
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        return harness;
    }

    private long from() {
        return now - 38 * HOUR;
    }

    private long to() {
        return now - 36 * HOUR;
    }

    /** The bars in one answer. */
    private List<Trendbar> whole() {
        ClientHarness other = started(server -> server.historyRows(100_000));
        try {
            List<Trendbar> bars = all(other.client.download(bars(from(), to(), 14_000)));
            assertThat(other.received(ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE))
                    .isEqualTo(1);
            return bars;
        } finally {
            other.close();
        }
    }

    private long ticksAsked() {
        return harness.received(ProtoOAPayloadType.PROTO_OA_GET_TICKDATA_REQ_VALUE);
    }

    private List<Trendbar> bars(int count) {
        return all(harness.client.download(bars(from(), to(), count)));
    }

    private static HistoryQuery<Trendbar> bars(long from, long to, int count) {
        return HistoryQuery.of(ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setFromTimestamp(from)
                .setToTimestamp(to)
                .setCount(count)
                .build());
    }

    private HistoryQuery<Tick> ticks(ProtoOAQuoteType side) {
        return HistoryQuery.of(ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setType(side)
                .setFromTimestamp(from())
                .setToTimestamp(to())
                .build());
    }

    private long barRequests() {
        return harness.received(ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE);
    }

    private static <T> List<T> all(Iterator<T> download) {
        List<T> rows = new ArrayList<>();
        download.forEachRemaining(rows::add);
        return rows;
    }
}
