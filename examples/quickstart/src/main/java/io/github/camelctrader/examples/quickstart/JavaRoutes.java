package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.client.CTraderException;
import org.apache.camel.builder.RouteBuilder;

/** The same routes as in {@code routes/*.yaml}, in the Java DSL. */
final class JavaRoutes extends RouteBuilder {
    @Override
    public void configure() {
        onException(CTraderException.class).handled(true).bean("story", "refused(${exception})");

        from("ctrader:demo?eventTypes=Connection")
                .routeId("connection")
                .startupOrder(1)
                .bean("connectionLines", "show");

        // The pause lets a person read. Quotes that come meanwhile are merged, so that each line shows the newest
        // prices.
        from("ctrader:demo?eventTypes=Spot&symbols={{quotes.symbols}}")
                .routeId("quotes")
                .bean("quoteTable", "show")
                .delay(simple("{{quotes.pause}}"));

        from("ctrader:demo?eventTypes=Execution").routeId("executions").bean("story", "happened");

        from("ctrader:demo?eventTypes=Spot&symbols={{trade.symbol}}")
                .routeId("trade")
                .autoStartup("{{trade.enabled}}")
                .setProperty("side", method("rule", "side"))
                .filter(exchangeProperty("side").isNotNull())
                .setBody(method("orders", "open"))
                .bean("story", "sends('NewOrderReq', ${body})")
                .to("ctrader:demo?messageType=NewOrderReq")
                .bean("story", "opened")
                .setBody(method("orders", "protect"))
                .bean("story", "sends('AmendPositionSLTPReq', ${body})")
                .to("ctrader:demo?messageType=AmendPositionSLTPReq")
                .bean("story", "guarded")
                .delay(simple("{{trade.hold}}"))
                .setBody(method("orders", "close"))
                .bean("story", "sends('ClosePositionReq', ${body})")
                .to("ctrader:demo?messageType=ClosePositionReq")
                .bean("story", "closed");
    }
}
