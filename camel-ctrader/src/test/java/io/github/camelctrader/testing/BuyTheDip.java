package io.github.camelctrader.testing;

import org.apache.camel.builder.RouteBuilder;

public class BuyTheDip extends RouteBuilder {
    @Override
    public void configure() {
        from("ctrader:demo?symbols=EURUSD&eventTypes=Spot")
                .routeId("buy-the-dip")
                .filter(simple("${header.CamelCTraderAsk} < '1.08'"))
                .setBody(constant("""
                        {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInLots": 0.01}"""))
                .to("ctrader:demo?messageType=NewOrderReq")
                .id("order")
                .to("direct:bought");
        from("direct:bought").log("${header.CamelCTraderPositionId}");
    }
}
