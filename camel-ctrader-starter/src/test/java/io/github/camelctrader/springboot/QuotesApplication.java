package io.github.camelctrader.springboot;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with a route of quotes, which come to {@code mock:quotes}, and one that asks for the trader. */
@EnableAutoConfiguration
class QuotesApplication {
    @Bean
    RoutesBuilder quotes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot").to("mock:quotes");
                from("direct:trader").to("ctrader:demo?messageType=TraderReq");
            }
        };
    }
}
