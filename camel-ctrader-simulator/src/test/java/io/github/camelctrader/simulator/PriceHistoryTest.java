package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.market.BarHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server may do with ticks and bars of the past. */
class PriceHistoryTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = Instant.parse("2026-03-04T10:00:20Z").toEpochMilli();

    private record Server(CTraderSimulator simulator, TestClient client) implements AutoCloseable {
        static Server with(PriceHistory history) throws Exception {
            CTraderSimulator simulator = CTraderSimulator.builder()
                    .clock(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC))
                    .quotesPerSecond(0)
                    .historyRows(20)
                    .priceHistory(history)
                    .start();
            return new Server(simulator, TestClient.authorised(simulator, DEMO_ACCOUNT));
        }

        ProtoOAGetTrendbarsRes bars(long from, long to) throws Exception {
            return client.request(ProtoOAGetTrendbarsReq.newBuilder()
                            .setCtidTraderAccountId(DEMO_ACCOUNT)
                            .setSymbolId(1)
                            .setPeriod(ProtoOATrendbarPeriod.M1)
                            .setFromTimestamp(from)
                            .setToTimestamp(to)
                            .build())
                    .as(ProtoOAGetTrendbarsRes.getDefaultInstance());
        }

        ProtoOAGetTickDataRes ticks(long from) throws Exception {
            return client.request(ticksSince(from)).as(ProtoOAGetTickDataRes.getDefaultInstance());
        }

        @Override
        public void close() throws Exception {
            client.close();
            simulator.close();
        }
    }

    @Test
    void aPageHoldsSoManyBarsAndTheNewest() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT.withBars(7))) {
            ProtoOAGetTrendbarsRes page = server.bars(NOW - 60 * MINUTE, NOW);
            assertThat(opens(page)).hasSize(7).endsWith(NOW / MINUTE * MINUTE);
            assertThat(page.getHasMore()).isTrue();
        }
    }

    @Test
    void aPageHoldsTheOldestAndDoesNotSaySo() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT
                .withBars(7)
                .with(PriceSwitch.PRICE_PAGES_START_OLD, PriceSwitch.HAS_MORE_NEVER_SAID))) {
            ProtoOAGetTrendbarsRes page = server.bars(NOW - 60 * MINUTE, NOW);
            long first = (NOW / MINUTE - 59) * MINUTE;
            assertThat(opens(page)).hasSize(7).startsWith(first);
            assertThat(page.getHasMore()).isFalse();
            ProtoOAGetTickDataRes ticks = server.ticks(NOW - 60 * MINUTE);
            assertThat(ticks.getTickDataCount()).isEqualTo(20);
            assertThat(ticks.getTickData(0).getTimestamp()).isLessThan(NOW - 50 * MINUTE);
            assertThat(ticks.getHasMore()).isFalse();
        }
    }

    @Test
    void aBarThatJustEndedIsLate() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT.withBarLag(Duration.ofSeconds(30)))) {
            long forming = NOW / MINUTE * MINUTE;
            assertThat(opens(server.bars(NOW - 5 * MINUTE, NOW))).endsWith(forming - 2 * MINUTE);
            server.simulator.clockOffset(Duration.ofSeconds(10));
            assertThat(opens(server.bars(NOW - 5 * MINUTE, NOW))).endsWith(forming - MINUTE);
        }
    }

    @Test
    void barsWithoutAHighAreAsSomeServersSendThem() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT.with(PriceSwitch.DELTA_HIGH_LOST))) {
            List<ProtoOATrendbar> bars = server.bars(NOW - 5 * MINUTE, NOW).getTrendbarList();
            assertThat(bars).isNotEmpty().allMatch(bar -> bar.getDeltaHigh() == 0);
            assertThat(bars).anyMatch(bar -> bar.getDeltaOpen() > 0 || bar.getDeltaClose() > 0);
        }
    }

    @Test
    void liveBarsMayLackTheirHighToo() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT.with(PriceSwitch.LIVE_DELTA_HIGH_LOST))) {
            server.client.request(ProtoOASubscribeSpotsReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .addSymbolId(1)
                    .build());
            server.client.request(ProtoOASubscribeLiveTrendbarReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setSymbolId(1)
                    .setPeriod(ProtoOATrendbarPeriod.M1)
                    .build());
            server.simulator.clockOffset(Duration.ofMinutes(1));
            server.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.01000", "1.02000");
            server.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.01500", null);
            ProtoOASpotEvent spot;
            do {
                spot = server.client.await(ProtoOASpotEvent.getDefaultInstance());
            } while (spot.getBid() != 101_500);
            assertThat(spot.getTrendbar(0).getLow()).isEqualTo(101_000);
            assertThat(spot.getTrendbar(0).getDeltaHigh()).isZero();
        }
    }

    /** A recording is the present; what is made up of the time before is the past, and both are one history. */
    @Test
    void aRecordingThatIsPlayedGoesOnFromThePast() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT)) {
            List<Long> before = opens(server.bars(NOW - 10 * MINUTE, NOW));
            server.simulator.clockOffset(Duration.ofMinutes(1));
            server.simulator
                    .market(SimulatorEnvironment.DEMO)
                    .replay(RecordedTick.parse("""
                                    time,symbol,bid,ask
                                    2020-01-06T08:00:00.000Z,EURUSD,1.01000,1.02000
                                    2020-01-06T08:00:00.250Z,EURUSD,1.01030,1.02000
                                    2020-01-06T08:00:00.500Z,EURUSD,1.01020,1.02010
                                    """, null), Double.POSITIVE_INFINITY);

            ProtoOAGetTrendbarsRes bars = server.bars(NOW - 10 * MINUTE, NOW + MINUTE);

            assertThat(opens(bars)).startsWith(before.toArray(Long[]::new)).hasSize(before.size() + 1);
            ProtoOATrendbar played = bars.getTrendbar(bars.getTrendbarCount() - 1);
            assertThat(BarHistory.open(played)).isEqualTo((NOW / MINUTE + 1) * MINUTE);
            assertThat(List.of(played.getLow(), played.getDeltaOpen(), played.getDeltaHigh(), played.getDeltaClose()))
                    .containsExactly(101_000L, 0L, 30L, 20L);
            ProtoOAGetTickDataRes ticks = server.client
                    .request(ticksSince(NOW - 10 * MINUTE).toBuilder()
                            .setToTimestamp(NOW + MINUTE)
                            .build())
                    .as(ProtoOAGetTickDataRes.getDefaultInstance());
            assertThat(ticks.getTickData(0).getTick()).isEqualTo(101_020);
            assertThat(ticks.getTickDataCount()).isGreaterThan(3);
        }
    }

    @Test
    void thePastBeginsSomewhereAndAWindowOfTicksHasABound() throws Exception {
        try (Server server = Server.with(PriceHistory.DEFAULT.parse("length=4m,tick-window=1h"))) {
            assertThat(opens(server.bars(0, NOW))).startsWith((NOW / MINUTE - 4) * MINUTE);
            assertThat(server.ticks(NOW - 60 * MINUTE).getTickDataCount()).isPositive();
            assertThat(server.client.refusal(ticksSince(NOW - 61 * MINUTE)).getErrorCode())
                    .isEqualTo("INCORRECT_BOUNDARIES");
            assertThatThrownBy(() -> PriceHistory.DEFAULT.parse("lengths=4m"))
                    .hasMessageContaining("is none of length");
            assertThatThrownBy(() -> PriceHistory.DEFAULT.parse("no-such-switch"))
                    .hasMessageContaining("is none of [PRICE_PAGES_START_OLD");
        }
    }

    private static List<Long> opens(ProtoOAGetTrendbarsRes page) {
        return page.getTrendbarList().stream().map(BarHistory::open).toList();
    }

    private static ProtoOAGetTickDataReq ticksSince(long from) {
        return ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(1)
                .setType(ProtoOAQuoteType.BID)
                .setFromTimestamp(from)
                .setToTimestamp(NOW)
                .build();
    }
}
