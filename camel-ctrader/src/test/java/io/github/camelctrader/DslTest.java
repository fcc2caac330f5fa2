package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same route in each language for routes: a quote below a price becomes an order. */
class DslTest {
    private static final List<String> XML_CLASSES =
            List.of("org.apache.camel.dsl.xml.io.XmlRoutesBuilderLoader", "org.apache.camel.xml.in.ModelParser");
    private static final String ORDER =
            "{\"symbolName\":\"EURUSD\",\"orderType\":\"MARKET\",\"tradeSide\":\"BUY\",\"volumeInLots\":0.01}";

    private final ClientlessCamel camel = new ClientlessCamel();

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void java() throws Exception {
        assertTrades(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot")
                        .filter(simple("${header.CamelCTraderAsk} < '1.08'"))
                        .setBody(constant(ORDER))
                        .to("ctrader:demo?messageType=NewOrderReq&orderReply=accepted");
            }
        });
    }

    @Test
    void yaml() throws Exception {
        assertTrades("dsl.yaml", """
                - route:
                    from:
                      uri: ctrader:demo
                      parameters:
                        symbols: EURUSD
                        eventTypes: Spot
                      steps:
                        - filter:
                            simple: "${header.CamelCTraderAsk} < '1.08'"
                            steps:
                              - setBody:
                                  constant: '%s'
                              - to:
                                  uri: ctrader:demo
                                  parameters:
                                    messageType: NewOrderReq
                                    orderReply: accepted
                """.formatted(ORDER));
    }

    @Test
    void xml() throws Exception {
        assumeTrue(
                XML_CLASSES.stream()
                        .allMatch(name -> camel.context.getClassResolver().resolveClass(name) != null),
                "the DSL for XML is there for one of the two versions of Camel only");
        assertTrades("dsl.xml", """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route>
                    <from uri="ctrader:demo?symbols=EURUSD&amp;eventTypes=Spot"/>
                    <filter>
                      <simple>${header.CamelCTraderAsk} &lt; '1.08'</simple>
                      <setBody>
                        <constant>%s</constant>
                      </setBody>
                      <to uri="ctrader:demo?messageType=NewOrderReq&amp;orderReply=accepted"/>
                    </filter>
                  </route>
                </routes>
                """.formatted(ORDER));
    }

    private void assertTrades(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString(name, text));
        assertTrades();
    }

    private void assertTrades(RoutesBuilder routes) throws Exception {
        camel.context.addRoutes(routes);
        assertTrades();
    }

    private void assertTrades() throws Exception {
        camel.component.getConfiguration().setAccountId("7");
        camel.context.start();
        camel.client().symbols.put("EURUSD", Symbols.forex(1, "EURUSD"));
        camel.quote("EURUSD", 108_000);
        camel.quote("EURUSD", 107_999);

        assertThat(camel.client().requests)
                .filteredOn(ProtoOANewOrderReq.class::isInstance)
                .singleElement()
                .satisfies(sent ->
                        assertThat(((ProtoOANewOrderReq) sent).getVolume()).isEqualTo(100_000));
    }
}
