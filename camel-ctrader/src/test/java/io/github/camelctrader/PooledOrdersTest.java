package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders in exchanges that Camel uses again for other messages. A copy that ends unsets the clock that it has in common with
 * its original, which then is not cleared for its next message.
 */
class PooledOrdersTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final int MESSAGES = 4;
    private static final String ORDER =
            "ctrader:demo?messageType=NewOrderReq&orderTimeout=300ms&accountId=" + SimulatorCamel.ACCOUNT;
    private static final Map<String, Object> MARKET = SampleOrders.market(1000);

    private SimulatorCamel camel;

    @BeforeEach
    void start() throws Exception {
        CTraderComponent component = new CTraderComponent((settings, executor) -> QuickClient.open(
                settings, executor, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100)));
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start(), component);
        camel.context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        camel.context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed").to("mock:done");
                from("direct:tapped").wireTap("direct:order");
                from("direct:spread").multicast().to("direct:order");
                from("seda:plain").to("direct:order");
                from("seda:tapping").wireTap("mock:tap").to("direct:order");
                from("direct:order").setBody(constant(MARKET)).to(ORDER).to("mock:done");
                from("seda:again")
                        .onException(Exception.class)
                        .maximumRedeliveries(3)
                        .redeliveryDelay(0)
                        .end()
                        .wireTap("mock:tap")
                        .setBody(constant(MARKET))
                        .to(ORDER)
                        .to("mock:done");
            }
        });
        camel.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterEach
    void stop() {
        // Camel counts exchanges that were not cleared as in flight for ever.
        camel.context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:tapped", "direct:spread", "seda:plain", "seda:tapping"})
    void aMessageIsNotTakenForTheRepetitionOfTheOneBefore(String route) throws Exception {
        MockEndpoint done = camel.mock("done");
        for (int message = 1; message <= MESSAGES; message++) {
            done.reset();
            done.expectedMessageCount(1);
            camel.simulator.clearFaults();
            if (message % 2 == 1) {
                camel.simulator.faults("on NewOrderReq swallow-answer\n20 times on OrderListReq error");
            }
            camel.template().sendBody(route, "go");
            done.assertIsSatisfied();
        }

        assertThat(executed()).isEqualTo(MESSAGES);
    }

    @Test
    void aRedeliveryIsTheSameOrder() throws Exception {
        camel.simulator.faults("on NewOrderReq swallow-answer\n4 times on OrderListReq error");
        camel.mock("done").expectedMessageCount(1);
        camel.template().sendBody("seda:again", "go");
        camel.mock("done").assertIsSatisfied();

        assertThat(executed()).isEqualTo(1);
    }

    private int executed() {
        return camel.simulator
                .journal()
                .executed(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE)
                .size();
    }
}
