package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorExtension;
import java.math.BigDecimal;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first test to read: a route that shows quotes, on a simulator that ends with the class. */
class QuotesArriveTest extends CamelTestSupport {
    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        CTraderConfiguration configuration =
                context.getComponent("ctrader", CTraderComponent.class).getConfiguration();
        configuration.setHost(SIMULATOR.simulator().host());
        configuration.setPort(SIMULATOR.simulator().demoPort());
        configuration.setSslContextParameters(SimulatorCamel.trusting(SIMULATOR.simulator()));
        configuration.setClientId(SimulatorDefaults.CLIENT_ID);
        configuration.setClientSecret(SimulatorDefaults.CLIENT_SECRET);
        configuration.setAccessToken(SimulatorDefaults.ACCESS_TOKEN);
        configuration.setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        return context;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD").to("mock:quotes");
            }
        };
    }

    @Test
    void quotesOfTheSymbolArriveAsRealPrices() throws InterruptedException {
        MockEndpoint quotes = getMockEndpoint("mock:quotes");
        quotes.expectedMinimumMessageCount(3);
        quotes.allMessages().header(CTraderConstants.SYMBOL_NAME).isEqualTo("EURUSD");

        quotes.assertIsSatisfied();

        assertThat(quotes.getExchanges().get(0).getMessage().getHeader(CTraderConstants.BID, BigDecimal.class))
                .isBetween(new BigDecimal("0.5"), new BigDecimal("2"));
    }
}
