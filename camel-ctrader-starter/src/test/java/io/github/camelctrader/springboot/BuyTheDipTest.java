package io.github.camelctrader.springboot;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.springboot.test.AutoConfigureCTraderSimulator;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

@CamelSpringBootTest
@SpringBootTest
@AutoConfigureCTraderSimulator(feedPaused = true)
@DirtiesContext
class BuyTheDipTest {
    private static final int NEW_ORDER_REQ = ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;

    @Autowired
    private CTraderSimulator simulator;

    @Test
    void buysOnceThePriceIsBelow() {
        simulator.quote(DEMO, "EURUSD", "1.07980", "1.07990");

        await().atMost(Duration.ofSeconds(40))
                .until(() -> simulator.journal().executed(DEMO, NEW_ORDER_REQ).size() == 1);
        assertThat(simulator.journal().received(DEMO, NEW_ORDER_REQ)).hasSize(1);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        RoutesBuilder buyTheDip() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?symbols=EURUSD&eventTypes=Spot")
                            .filter(simple("${header.CamelCTraderAsk} < '1.08'"))
                            .setBody(constant("""
                                    {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY",
                                    "volumeInLots": 0.01}"""))
                            .to("ctrader:demo?messageType=NewOrderReq");
                }
            };
        }
    }
}
