package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** A simulator for each test and a client of it, and what to ask it. */
abstract class FaultHarness {
    static final int NEW_ORDER = 2106;
    static final int EXECUTION = 2126;
    static final ProtoOATraderReq TRADER =
            ProtoOATraderReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT).build();
    static final ProtoOAVersionReq VERSION = ProtoOAVersionReq.getDefaultInstance();
    static final ProtoOANewOrderReq ORDER = ProtoOANewOrderReq.newBuilder()
            .setCtidTraderAccountId(DEMO_ACCOUNT)
            .setSymbolId(1)
            .setOrderType(ProtoOAOrderType.MARKET)
            .setTradeSide(ProtoOATradeSide.BUY)
            .setVolume(100_000)
            .build();

    @AutoClose
    final CTraderSimulator simulator = CTraderSimulator.builder()
            .quotesPerSecond(0)
            .fillDelay(Duration.ofMillis(1))
            .start();

    @AutoClose
    TestClient client;

    @BeforeEach
    void connect() throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    void reconnect(TestClient.Transport transport) throws Exception {
        client.close();
        client = new TestClient(simulator, SimulatorEnvironment.DEMO, transport).withApplication();
        client.authorise(DEMO_ACCOUNT);
    }

    void works(Message request) throws Exception {
        if (request.equals(TRADER)) {
            client.request(request).as(ProtoOATraderRes.getDefaultInstance());
        } else {
            client.request(VERSION).as(ProtoOAVersionRes.getDefaultInstance());
        }
    }

    /** Positions as another connection sees them. */
    int openPositions() throws Exception {
        try (TestClient other = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            return (int) other
                    .request(ProtoOAReconcileReq.newBuilder()
                            .setCtidTraderAccountId(DEMO_ACCOUNT)
                            .build())
                    .as(ProtoOAReconcileRes.getDefaultInstance())
                    .getPositionList()
                    .stream()
                    .filter(position -> position.getTradeData().getVolume() > 0)
                    .count();
        }
    }

    long executions() {
        return client.log().stream()
                .filter(received -> received.payloadType() == EXECUTION)
                .count();
    }

    ProtoOAExecutionEvent execution() throws Exception {
        return client.await(ProtoOAExecutionEvent.getDefaultInstance());
    }
}
