package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What is read before a request has the time that its endpoint gives a request, be that less or more than the component's. */
class SymbolLookUpTest {
    private static final Map<String, Object> ORDER = SampleOrders.market(1000);

    @Test
    void anEndpointWithLessTimeWaitsNoLonger() throws Exception {
        try (SimulatorCamel camel = started("200ms", Duration.ofMinutes(5), "on SymbolsListReq swallow-answer")) {
            assertThat(send(camel, "direct:orders").getException())
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("requestTimeout = PT0.2S");
            assertThat(send(camel, "direct:spots").getException())
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("EURUSD")
                    .hasMessageContaining("200 ms");
        }
    }

    @Test
    void anEndpointWithMoreTimeTakesIt() throws Exception {
        try (SimulatorCamel camel = started("1m", Duration.ofMillis(500), "2 times on SymbolsListReq swallow-answer")) {
            assertThat(send(camel, "direct:orders").getException()).isNull();
        }
    }

    private static SimulatorCamel started(String endpointsTimeout, Duration componentsTimeout, String fault)
            throws Exception {
        SimulatorCamel camel =
                new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
        camel.component.getConfiguration().setRequestTimeout(componentsTimeout);
        String account = "accountId=" + SimulatorCamel.ACCOUNT;
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                String timeout = "&requestTimeout=" + endpointsTimeout;
                from("direct:reads").to("ctrader:demo?messageType=ReconcileReq&" + account);
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&" + account + timeout);
                from("direct:spots")
                        .setBody(constant(Map.of("symbolName", "EURUSD")))
                        .to("ctrader:demo?messageType=SubscribeSpotsReq&" + account + timeout);
            }
        });
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
        SimulatorCamel.body(send(camel, "direct:reads"), ProtoOAReconcileRes.class);
        camel.simulator.fault(FaultRule.parse(fault));
        return camel;
    }

    private static Exchange send(SimulatorCamel camel, String uri) {
        return camel.template().send(uri, exchange -> {
            if (uri.equals("direct:orders")) {
                exchange.getMessage().setBody(ORDER);
            }
        });
    }
}
