package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Message RECONCILE = ProtoOAReconcileReq.newBuilder()
            .setCtidTraderAccountId(DEMO_ACCOUNT)
            .build();
    private static final Message ORDERS = ProtoOAOrderListReq.newBuilder()
            .setCtidTraderAccountId(DEMO_ACCOUNT)
            .build();
    private static final Message TRADER =
            ProtoOATraderReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT).build();

    /** Sends a request many times in one write and returns the errors among the answers. */
    private static List<ProtoOAErrorRes> burst(TestClient client, Message request, int count) throws Exception {
        List<String> ids = client.sendAtOnce(request, count);
        List<ProtoOAErrorRes> errors = new ArrayList<>();
        for (String id : ids) {
            TestClient.Received answer = client.awaitThat(received -> id.equals(received.clientMsgId()));
            if (answer.payloadType() == 2142) {
                errors.add(answer.as(ProtoOAErrorRes.getDefaultInstance()));
            }
        }
        return errors;
    }

    @Test
    void requestsAboveFiftyASecondAreBlockedByTypeWithATime() throws Exception {
        try (CTraderSimulator simulator =
                        CTraderSimulator.builder().quotesPerSecond(0).start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            List<ProtoOAErrorRes> errors = burst(client, RECONCILE, 60);

            // The two authorisations are in the same second, unless this machine is very slow.
            assertThat(errors).hasSizeBetween(10, 12).allSatisfy(error -> {
                assertThat(error.getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
                assertThat(error.getRetryAfter()).isEqualTo(1);
            });
            assertThat(simulator.journal().maxRequestsInAnySecond(DEMO)).isBetween(60, 62);
            assertThat(simulator.journal().count(DEMO, 2124)).isEqualTo(60);
        }
    }

    @Test
    void historyHasALowerLimitOfItsOwn() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .rateLimitAnswer(RateLimitAnswer.REQUEST_FREQUENCY_EXCEEDED)
                        .start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            List<ProtoOAErrorRes> errors = burst(client, ORDERS, 8);

            assertThat(errors).hasSize(3).allSatisfy(error -> {
                assertThat(error.getErrorCode()).isEqualTo("REQUEST_FREQUENCY_EXCEEDED");
                assertThat(error.getDescription()).isEqualTo("You have reached the rate limit of requests");
                assertThat(error.hasRetryAfter()).isFalse();
                assertThat(error.getCtidTraderAccountId()).isZero();
            });
            client.request(TRADER).as(ProtoOATraderRes.getDefaultInstance());
            assertThat(simulator.journal().maxHistoricalRequestsInAnySecond(DEMO))
                    .isEqualTo(8);
        }
    }

    @Test
    void heartbeatsDoNotCountAndConnectionsCountEachForItself() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .requestsPerSecond(3)
                        .start();
                TestClient first = TestClient.authorised(simulator, DEMO_ACCOUNT);
                TestClient second = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            for (int index = 0; index < 100; index++) {
                first.send(ProtoHeartbeatEvent.getDefaultInstance());
            }
            first.request(TRADER).as(ProtoOATraderRes.getDefaultInstance());
            second.request(TRADER).as(ProtoOATraderRes.getDefaultInstance());
            assertThat(simulator.journal().maxRequestsInAnySecond(DEMO)).isEqualTo(3);
        }
    }
}
