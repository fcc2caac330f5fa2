package io.github.camelctrader.testing;

import java.math.BigDecimal;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithoutServerTest extends CamelTestSupport {
    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new BuyTheDip();
    }

    @Override
    public boolean isUseAdviceWith() {
        return true;
    }

    @BeforeEach
    void replaceTheServer() throws Exception {
        AdviceWith.adviceWith(context, "buy-the-dip", route -> {
            route.replaceFromWith("direct:quotes");
            route.weaveById("order")
                    .replace()
                    .setHeader("CamelCTraderPositionId", route.constant(17))
                    .to("mock:orders");
        });
        context.start();
    }

    @Test
    void buysBelowThePriceOnly() throws Exception {
        MockEndpoint orders = getMockEndpoint("mock:orders");
        orders.expectedMessageCount(1);
        orders.message(0).body(String.class).contains("\"tradeSide\": \"BUY\"");

        for (String ask : new String[] {"1.08", "1.07999", "1.09"}) {
            template.sendBodyAndHeader("direct:quotes", "", "CamelCTraderAsk", new BigDecimal(ask));
        }

        orders.assertIsSatisfied();
    }
}
