package io.github.camelctrader.testing;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorExtension;
import io.github.camelctrader.simulator.SimulatorFault;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WithSimulatorTest extends CamelTestSupport {
    private static final int NEW_ORDER_REQ = ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;

    @RegisterExtension
    static final SimulatorExtension SERVER =
            new SimulatorExtension(CTraderSimulator.builder().feedPaused());

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.addComponent("ctrader", Simulated.component(SERVER.simulator()));
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        SERVER.simulator().journal().clear();
        SERVER.simulator().quote(DEMO, "EURUSD", "1.08500", "1.08510");
        return new BuyTheDip();
    }

    @Test
    void buysOnceThePriceIsBelow(CTraderSimulator simulator) {
        simulator.quote(DEMO, "EURUSD", "1.07980", "1.07990");

        awaitBought(simulator);
        assertEquals(1, simulator.journal().received(DEMO, NEW_ORDER_REQ).size());
    }

    @Test
    @SimulatorFault("demo on NewOrderReq swallow-answer")
    void anOrderWhoseAnswerIsLostIsExecutedOnceAllTheSame(CTraderSimulator simulator) {
        simulator.quote(DEMO, "EURUSD", "1.07980", "1.07990");

        awaitBought(simulator);
        assertEquals(1, simulator.journal().executed(DEMO, NEW_ORDER_REQ).size());
    }

    private static void awaitBought(CTraderSimulator simulator) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> simulator.journal().executed(DEMO, NEW_ORDER_REQ).size() == 1);
    }
}
