package io.github.camelctrader.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class StubbedTest extends CamelTestSupport {
    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.setProperty("quotes", "stub:quotes");
        properties.setProperty("orders", "stub:orders");
        return properties;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("{{quotes}}")
                        .filter(simple("${body.ask} < 108000"))
                        .setBody(simple("{\"symbolId\": ${body.symbolId}, \"orderType\": \"MARKET\"}"))
                        .to("{{orders}}");
            }
        };
    }

    @Test
    void anEventBecomesAnOrder() {
        ProtoOASpotEvent quote = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(1)
                .setSymbolId(5)
                .setAsk(107_999)
                .build();

        template.sendBody("stub:quotes", quote);

        String order = consumer.receiveBody("stub:orders", 20_000, String.class);
        assertTrue(String.valueOf(order).contains("\"symbolId\": 5"), order);
    }
}
