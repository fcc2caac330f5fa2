package io.github.camelctrader;

import org.apache.camel.model.InterceptFromDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;

/** Interceptors concern all routes of their builder, which therefore has one route only. */
final class InterceptingEips extends EipRoutes {
    InterceptingEips(EipRoutes shared) {
        super(shared);
    }

    @Override
    public void configure() {
        interceptFrom().to(ORDER);
        interceptSendToEndpoint("mock:intercepted").to(ORDER);
        order(route(EipCase.of(
                        "intercepted", 3, InterceptFromDefinition.class, InterceptSendToEndpointDefinition.class))
                .to("mock:intercepted"));
    }
}
