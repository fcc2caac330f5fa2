package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Camel waits for exchanges when it stops, and these may have something to ask. */
class TemplatesAtStopTest {
    @Test
    void anExchangeThatCamelWaitsForMayAskForTheFirstTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?eventTypes=Connection").to("mock:connection");
                    from("direct:slow").process(exchange -> {
                        begun.countDown();
                        await().until(() -> camel.context.isStopping());
                        exchange.getMessage()
                                .setBody(camel.context
                                        .createFluentProducerTemplate()
                                        .to("ctrader:demo?messageType=VersionReq")
                                        .withBody("")
                                        .request());
                    });
                }
            });
            CompletableFuture<Object> answer = camel.template().asyncRequestBody("direct:slow", "");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            camel.context.stop();

            assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(ProtoOAVersionRes.class);
            assertThat(camel.component.reports()).isEmpty();
        }
    }
}
