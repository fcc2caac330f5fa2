package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose clock is not that of the machine, and one that is late in showing what happened. */
class ServerClockTest {
    private static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .clockOffset(Duration.ofSeconds(90))
            .feedPaused()
            .fillDelay(Duration.ZERO)
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private static ProtoOANewOrderReq order(ProtoOAOrderType type) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setLimitPrice(1.05)
                .build();
    }

    private static long placed(TestClient client) throws Exception {
        return client.request(order(ProtoOAOrderType.LIMIT))
                .as(ProtoOAExecutionEvent.getDefaultInstance())
                .getOrder()
                .getTradeData()
                .getOpenTimestamp();
    }

    @Test
    void whatTheServerStampsFollowsItsOffsetAndItsSteps() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, ACCOUNT)) {
            assertThat(simulator.serverTime()).isEqualTo(NOW.plusSeconds(90));
            assertThat(placed(client)).isEqualTo(NOW.plusSeconds(90).toEpochMilli());
            simulator.clockOffset(Duration.ofSeconds(-3600));
            assertThat(placed(client)).isEqualTo(NOW.minusSeconds(3600).toEpochMilli());

            client.request(ProtoOASubscribeSpotsReq.newBuilder()
                    .setCtidTraderAccountId(ACCOUNT)
                    .addSymbolId(1)
                    .setSubscribeToSpotTimestamp(true)
                    .build());
            client.await(ProtoOASpotEvent.getDefaultInstance());
            simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getTimestamp())
                    .isEqualTo(NOW.minusSeconds(3600).toEpochMilli());
        }
    }

    @Test
    void lagsAreSetWhileItRunsAndDoNotFollowTheClock() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, ACCOUNT)) {
            placed(client);
            simulator.historyLag(Duration.ofMinutes(1));
            simulator.reconcileLag(Duration.ofMinutes(1));
            placed(client);
            simulator.clockOffset(Duration.ofDays(1));

            assertThat(listed(client)).isEqualTo(1);
            assertThat(resting(client)).isEqualTo(1);
            simulator.historyLag(Duration.ZERO);
            assertThat(listed(client)).isEqualTo(2);
            assertThat(resting(client)).isEqualTo(1);
            simulator.reconcileLag(Duration.ZERO);
            assertThat(resting(client)).isEqualTo(2);
        }
        assertThatThrownBy(() -> simulator.historyLag(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int listed(TestClient client) throws Exception {
        return client.request(ProtoOAOrderListReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .build())
                .as(ProtoOAOrderListRes.getDefaultInstance())
                .getOrderCount();
    }

    private static int resting(TestClient client) throws Exception {
        return client.request(ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .build())
                .as(ProtoOAReconcileRes.getDefaultInstance())
                .getOrderCount();
    }
}
