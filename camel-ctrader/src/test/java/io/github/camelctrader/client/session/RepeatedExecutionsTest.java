package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server may tell of one execution twice, for instance with the id of its request and without. */
class RepeatedExecutionsTest {
    @Test
    void anExecutionThatTheServerTellsOfTwiceReachesConsumersOnce() {
        try (ClientHarness harness = ClientHarness.start()) {
            harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            Recorder recorder = harness.subscribe(Set.of("execution"));
            harness.awaitState(ConnectionState.READY);
            harness.simulator.fault(FaultRule.parse("on NewOrderReq duplicate-answer"));

            long twice = buy(harness);
            long once = buy(harness);

            await().until(() -> deals(recorder).contains(once));
            assertThat(deals(recorder)).containsExactly(twice, once);
        }
    }

    private static long buy(ClientHarness harness) {
        ProtoOANewOrderReq order = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .build();
        return ((ProtoOAExecutionEvent) harness.request(order).join().message())
                .getDeal()
                .getDealId();
    }

    private static List<Long> deals(Recorder recorder) {
        return recorder.events("ExecutionEvent").stream()
                .map(event -> (ProtoOAExecutionEvent) event.body())
                .filter(event -> event.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED)
                .map(event -> event.getDeal().getDealId())
                .toList();
    }
}
