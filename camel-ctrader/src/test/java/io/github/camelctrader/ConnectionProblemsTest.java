package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route hears when the connection cannot work, on the side of the consumer and of the producer. */
class ConnectionProblemsTest {
    private static final int APPLICATION_AUTH_REQ = 2100;

    private interface Mistake extends BiConsumer<CTraderSimulator, CTraderConfiguration> {}

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "wrong secret",
                        (Mistake) (simulator, configuration) -> configuration.setClientSecret("hush-wrong-secret"),
                        AuthenticationException.class,
                        "clientSecret",
                        true),
                arguments(
                        "untrusted certificate",
                        (Mistake) (simulator, configuration) -> configuration.setSslContextParameters(null),
                        NotSentException.class,
                        "certificate",
                        false),
                arguments(
                        "account of the other environment",
                        (Mistake) (simulator, configuration) ->
                                configuration.setAccountId(String.valueOf(SimulatorDefaults.LIVE_ACCOUNT)),
                        AuthenticationException.class,
                        "live",
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesCauseAndCure(
            String name, Mistake mistake, Class<? extends CTraderException> kind, String word, boolean trusted)
            throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
            mistake.accept(camel.simulator, camel.component.getConfiguration());
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?bridgeErrorHandler=true")
                            .onException(Exception.class)
                            .handled(true)
                            .to("mock:problems")
                            .end()
                            .to("mock:events");
                    from("direct:requests").to("ctrader:demo?messageType=TraderReq");
                }
            });

            Exchange answered = camel.template().request("direct:requests", exchange -> {});
            await().until(() -> camel.mock("problems").getReceivedCounter() > 0);

            Exception heard = camel.mock("problems")
                    .getExchanges()
                    .get(0)
                    .getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            assertThat(heard).isInstanceOf(CTraderException.class).hasMessageContaining(word);
            assertThat(answered.getException()).isInstanceOf(kind).hasMessageContaining(word);
            assertThat(answered.getException()).hasMessageNotContaining("hush-");
            assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, APPLICATION_AUTH_REQ) > 0)
                    .isEqualTo(trusted);
        }
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel(
                CTraderSimulator.builder().hostNames("elsewhere.example").start())) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:requests").to("ctrader:demo?requestTimeout=3s");
                }
            });

            Exchange answered = camel.template()
                    .request(
                            "direct:requests",
                            exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance()));

            assertThat(answered.getException())
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("localhost");
            assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, APPLICATION_AUTH_REQ))
                    .isZero();
        }
    }
}
