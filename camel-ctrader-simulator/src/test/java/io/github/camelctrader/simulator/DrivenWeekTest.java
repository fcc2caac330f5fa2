package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A week of market time, minute by minute, with a clock that the test drives. */
class DrivenWeekTest {
    private static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final int MINUTES = 7 * 24 * 60;
    private static final Duration LIFE = Duration.ofHours(60);

    @Test
    void aWeekPassesMinuteByMinute() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .clock(Clock.fixed(MONDAY, ZoneOffset.UTC))
                        .quotesPerSecond(0)
                        .historyRows(2 * MINUTES)
                        .start();
                TestClient client = TestClient.authorised(simulator, ACCOUNT)) {
            client.request(untilWednesday());

            for (int minute = 1; minute <= MINUTES; minute++) {
                simulator.clockOffset(Duration.ofMinutes(minute));
                simulator.quote(DEMO, "EURUSD", minute % 2 == 0 ? "1.08400" : "1.08300", null);
            }

            assertThat(simulator.serverTime()).isEqualTo(MONDAY.plus(Duration.ofDays(7)));
            ProtoOAExecutionEvent end = client.await(ProtoOAExecutionEvent.getDefaultInstance());
            assertThat(end.getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_EXPIRED);
            assertThat(end.getOrder().getUtcLastUpdateTimestamp())
                    .isEqualTo(MONDAY.plus(LIFE).toEpochMilli());
            assertThat(bars(client, ProtoOATrendbarPeriod.M1)).isEqualTo(MINUTES);
            assertThat(bars(client, ProtoOATrendbarPeriod.H1)).isEqualTo(MINUTES / 60);
        }
    }

    private static ProtoOANewOrderReq untilWednesday() {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.LIMIT)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setLimitPrice(1.05)
                .setTimeInForce(ProtoOATimeInForce.GOOD_TILL_DATE)
                .setExpirationTimestamp(MONDAY.plus(LIFE).toEpochMilli())
                .build();
    }

    private static int bars(TestClient client, ProtoOATrendbarPeriod period) throws Exception {
        return client.request(ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setSymbolId(1)
                        .setPeriod(period)
                        .setFromTimestamp(MONDAY.plusSeconds(60).toEpochMilli() / 3_600_000 * 3_600_000)
                        .setToTimestamp(MONDAY.plus(Duration.ofDays(7)).toEpochMilli() - 1)
                        .build())
                .as(ProtoOAGetTrendbarsRes.getDefaultInstance())
                .getTrendbarCount();
    }
}
