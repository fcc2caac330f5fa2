package io.github.camelctrader.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class WithoutCredentialsTest extends CamelTestSupport {
    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:trader").to("ctrader:demo?messageType=TraderReq&lazyStartProducer=true");
                from("direct:other").transform(constant("works"));
            }
        };
    }

    @Test
    void onlyWhoeverNeedsTheServerFails() {
        String answer = template.requestBody("direct:other", "", String.class);
        CamelExecutionException failure =
                assertThrows(CamelExecutionException.class, () -> template.requestBody("direct:trader", ""));

        assertEquals("works", answer);
        assertTrue(
                String.valueOf(failure.getCause()).contains("camel.component.ctrader.client-id"), failure.toString());
    }
}
