package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistoryTest {
    private static final long NOW = Instant.parse("2026-03-04T10:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long EURUSD = 1;

    @RegisterExtension
    static final SimulatorExtension EXTENSION = new SimulatorExtension(CTraderSimulator.builder()
            .quotesPerSecond(0)
            .historyRows(100)
            .historicalRequestsPerSecond(50)
            .clock(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC)));

    @AutoClose
    private final TestClient client;

    HistoryTest(CTraderSimulator simulator) throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    private static ProtoOAGetTrendbarsReq.Builder bars(ProtoOATrendbarPeriod period) {
        return ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(EURUSD)
                .setPeriod(period);
    }

    private ProtoOAGetTrendbarsRes page(ProtoOAGetTrendbarsReq.Builder request) throws Exception {
        return client.request(request.build()).as(ProtoOAGetTrendbarsRes.getDefaultInstance());
    }

    private static long open(ProtoOATrendbar bar) {
        return bar.getUtcTimestampInMinutes() * 60_000L;
    }

    @Test
    void barsComeInPagesThatFitTogether() throws Exception {
        List<ProtoOATrendbar> whole = new ArrayList<>();
        long from = NOW - 6 * HOUR;
        long to = NOW;
        boolean more = true;
        while (more) {
            ProtoOAGetTrendbarsRes page =
                    page(bars(ProtoOATrendbarPeriod.M1).setFromTimestamp(from).setToTimestamp(to));
            whole.addAll(0, page.getTrendbarList());
            to = open(page.getTrendbar(0)) - 1;
            more = page.getHasMore();
        }
        assertThat(whole).hasSize(361);
        for (int index = 0; index < whole.size(); index++) {
            assertThat(open(whole.get(index))).isEqualTo(from + index * 60_000L);
            assertThat(whole.get(index).hasPeriod()).isFalse();
        }
        List<ProtoOATrendbar> hours = page(bars(ProtoOATrendbarPeriod.H1)
                        .setFromTimestamp(from)
                        .setToTimestamp(NOW - 1))
                .getTrendbarList();
        assertThat(hours).hasSize(6);
        for (int hour = 0; hour < 6; hour++) {
            List<ProtoOATrendbar> minutes = whole.subList(hour * 60, hour * 60 + 60);
            assertThat(hours.get(hour).getLow())
                    .isEqualTo(minutes.stream()
                            .mapToLong(ProtoOATrendbar::getLow)
                            .min()
                            .orElseThrow());
            assertThat(hours.get(hour).getVolume())
                    .isEqualTo(minutes.stream()
                            .mapToLong(ProtoOATrendbar::getVolume)
                            .sum());
        }
    }

    @Test
    void aCountGoesBackFromTheEnd() throws Exception {
        ProtoOAGetTrendbarsRes page =
                page(bars(ProtoOATrendbarPeriod.H1).setToTimestamp(NOW - 1).setCount(3));
        assertThat(page.getTrendbarList())
                .extracting(HistoryTest::open)
                .containsExactly(NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR);
        assertThat(page.getHasMore()).isTrue();
    }

    @Test
    void ticksComeNewestFirstAsAChainOfDifferences() throws Exception {
        EXTENSION.simulator().quote(DEMO, "EURUSD", "1.085", "1.0851");
        EXTENSION.simulator().quote(DEMO, "EURUSD", "1.0851", "1.0852");
        ProtoOAGetTickDataRes page = client.request(ProtoOAGetTickDataReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .setSymbolId(EURUSD)
                        .setType(ProtoOAQuoteType.BID)
                        .setFromTimestamp(NOW - HOUR)
                        .build())
                .as(ProtoOAGetTickDataRes.getDefaultInstance());

        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getTickDataList()).hasSize(100);
        long time = 0;
        long bid = 0;
        long before = Long.MAX_VALUE;
        for (ProtoOATickData tick : page.getTickDataList()) {
            time += tick.getTimestamp();
            bid += tick.getTick();
            assertThat(time).isLessThanOrEqualTo(before);
            assertThat(bid).isBetween(100_000L, 120_000L);
            before = time;
        }
        assertThat(page.getTickData(0).getTick()).isEqualTo(108_510);
        assertThat(page.getTickData(0).getTimestamp()).isEqualTo(NOW);
    }

    @Test
    void windowsThatCannotBeAreRefused() throws Exception {
        assertThat(client.refusal(bars(ProtoOATrendbarPeriod.M1)
                                .setFromTimestamp(2)
                                .setToTimestamp(1)
                                .build())
                        .getErrorCode())
                .isEqualTo("INCORRECT_BOUNDARIES");
        assertThat(client.refusal(bars(ProtoOATrendbarPeriod.M1)
                                .setToTimestamp(2_147_483_646_001L)
                                .build())
                        .getErrorCode())
                .isEqualTo("INCORRECT_BOUNDARIES");
        assertThat(client.refusal(
                                bars(ProtoOATrendbarPeriod.M1).setSymbolId(4711).build())
                        .getErrorCode())
                .isEqualTo("SYMBOL_NOT_FOUND");
        assertThat(client.refusal(ProtoOADealListReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .setFromTimestamp(-1)
                                .build())
                        .getErrorCode())
                .isEqualTo("INCORRECT_BOUNDARIES");
        client.request(ProtoOADealListReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .setToTimestamp(NOW + 24 * HOUR)
                        .build())
                .as(ProtoOADealListRes.getDefaultInstance());
    }

    @Test
    void cashFlowGoesBackAWeekAtMost() throws Exception {
        long week = 604_800_000;
        assertThat(client.refusal(cashFlow(NOW - week - 1)).getErrorCode()).isEqualTo("INCORRECT_BOUNDARIES");
        assertThat(client.request(cashFlow(NOW - week))
                        .as(ProtoOACashFlowHistoryListRes.getDefaultInstance())
                        .getDepositWithdrawList())
                .hasSize(1);
    }

    @Test
    void ticksGoBackAWeekAtMost() throws Exception {
        long week = 604_800_000;
        assertThat(client.refusal(ticks(NOW - week - 1)).getErrorCode()).isEqualTo("INCORRECT_BOUNDARIES");
        assertThat(client.request(ticks(NOW - week))
                        .as(ProtoOAGetTickDataRes.getDefaultInstance())
                        .getTickDataCount())
                .isPositive();
    }

    @Test
    void dealsOfAPositionAreNotAskedForFromTheBeginningToTheEndOfTime() throws Exception {
        ProtoOADealListByPositionIdReq.Builder request = ProtoOADealListByPositionIdReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setPositionId(1);
        assertThat(client.refusal(request.setFromTimestamp(0)
                                .setToTimestamp(2_147_483_646_000L)
                                .build())
                        .getErrorCode())
                .isEqualTo("INCORRECT_BOUNDARIES");
        client.request(request.clearFromTimestamp().clearToTimestamp().build())
                .as(ProtoOADealListByPositionIdRes.getDefaultInstance());
    }

    private static ProtoOAGetTickDataReq ticks(long from) {
        return ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(EURUSD)
                .setType(ProtoOAQuoteType.BID)
                .setFromTimestamp(from)
                .setToTimestamp(NOW)
                .build();
    }

    private static ProtoOACashFlowHistoryListReq cashFlow(long from) {
        return ProtoOACashFlowHistoryListReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setFromTimestamp(from)
                .setToTimestamp(NOW)
                .build();
    }
}
