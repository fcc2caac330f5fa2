package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What health says while the connection and its accounts come and go. */
class HealthEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ACCOUNT = "account." + SimulatorDefaults.DEMO_ACCOUNT;

    private final SimulatorCamel camel = new SimulatorCamel(CTraderSimulator.start());

    @BeforeEach
    void enableHealth() {
        HealthCheckRegistry registry = new DefaultHealthCheckRegistry(camel.context);
        camel.context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        registry.setExposureLevel("full");
        for (String repository : new String[] {"consumers", "producers"}) {
            registry.register(Objects.requireNonNull(registry.resolveById(repository)));
            Objects.requireNonNull(HealthCheckHelper.getHealthCheckRepository(camel.context, repository))
                    .setEnabled(true);
        }
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aConsumerIsUpWhileItsConnectionIsReadyAndDownWithTheReasonWhileItIsNot() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        camel.start(consuming("ctrader:demo?symbols=EURUSD"));
        await().atMost(PATIENCE).until(() -> state("consumer:ctrader-prices") == HealthCheck.State.UP);
        assertThat(result("consumer:ctrader-prices").getDetails())
                .containsEntry("environment", "demo")
                .containsEntry("state", "READY")
                .containsEntry(ACCOUNT, "ACTIVE");

        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        await().atMost(PATIENCE)
                .until(() -> state("consumer:ctrader-prices") == HealthCheck.State.DOWN
                        && result("consumer:ctrader-prices").getDetails().containsKey("next.attempt"));

        HealthCheck.Result down = result("consumer:ctrader-prices");
        assertThat(down.getMessage().orElse("")).contains("demo").contains("BACKOFF");
        assertThat(down.getDetails()).containsKey("failure").containsEntry(ACCOUNT, "WAITING");

        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
        await().atMost(PATIENCE).until(() -> state("consumer:ctrader-prices") == HealthCheck.State.UP);
    }

    @Test
    void anAccountThatIsRefusedIsNamedWithoutItsToken() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        camel.simulator.revokeToken(SimulatorDefaults.ACCESS_TOKEN);
        camel.start(consuming("ctrader:demo?eventTypes=Execution"));

        await().atMost(PATIENCE)
                .until(() -> result("consumer:ctrader-prices").getDetails().containsKey(ACCOUNT + ".reason"));

        HealthCheck.Result down = result("consumer:ctrader-prices");
        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage().orElse("")).contains(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        assertThat(down.getDetails()).containsEntry("state", "READY").containsEntry(ACCOUNT, "REFUSED");
        assertThat(down.getDetails().toString() + down.getMessage())
                .doesNotContain(SimulatorDefaults.ACCESS_TOKEN)
                .doesNotContain(SimulatorDefaults.CLIENT_SECRET);
    }

    @Test
    void aProducerHasACheckOfItsOwnForAsLongAsItRuns() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").routeId("asking").to("ctrader:demo?messageType=VersionReq");
            }
        });
        await().atMost(PATIENCE).until(() -> state("producer:ctrader-asking") == HealthCheck.State.UP);

        camel.context.getRouteController().stopRoute("asking");
        camel.context.removeRoute("asking");

        assertThat(HealthCheckHelper.invoke(camel.context))
                .noneMatch(result -> result.getCheck().getId().startsWith("producer:ctrader"));
    }

    @Test
    void symbolsThatAreRefusedAreNamed() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        camel.simulator.fault(FaultRule.parse("on SubscribeSpotsReq always error SYMBOL_NOT_FOUND"));
        camel.start(consuming("ctrader:demo?symbols=EURUSD"));

        await().atMost(PATIENCE)
                .until(() -> String.valueOf(
                                result("consumer:ctrader-prices").getDetails().get(ACCOUNT + ".refused"))
                        .contains("EURUSD"));
    }

    @Test
    void severalProducersOfOneRouteHaveAnIdEach() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .routeId("asking")
                        .to("ctrader:demo?messageType=VersionReq")
                        .to("ctrader:demo?messageType=VersionReq&requestTimeout=9s");
            }
        });

        await().atMost(PATIENCE)
                .until(() -> state("producer:ctrader-asking") == HealthCheck.State.UP
                        && state("producer:ctrader-asking-2") == HealthCheck.State.UP);

        camel.context.getRouteController().stopRoute("asking");
        camel.context.removeRoute("asking");
        assertThat(HealthCheckHelper.invoke(camel.context))
                .noneMatch(result -> result.getCheck().getId().startsWith("producer:ctrader"));
    }

    @Test
    void checksThatTheComponentSwitchesOffSayNothing() throws Exception {
        camel.component.setHealthCheckConsumerEnabled(false);
        camel.start(consuming("ctrader:demo?eventTypes=Connection"));

        assertThat(result("consumer:ctrader-prices").getState()).isEqualTo(HealthCheck.State.UNKNOWN);
    }

    @Test
    void livenessDoesNotDependOnTheBroker() throws Exception {
        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        camel.start(consuming("ctrader:demo?eventTypes=Connection"));

        assertThat(HealthCheckHelper.invokeLiveness(camel.context))
                .noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
    }

    private static RouteBuilder consuming(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("prices").to("mock:events");
            }
        };
    }

    private HealthCheck.State state(String id) {
        return find(id).map(HealthCheck.Result::getState).orElse(HealthCheck.State.UNKNOWN);
    }

    private HealthCheck.Result result(String id) {
        return find(id).orElseThrow(() -> new AssertionError("no check " + id));
    }

    /** Camel calls a consumer's check through one of the route, which passes its details on. */
    private Optional<HealthCheck.Result> find(String id) {
        return HealthCheckHelper.invoke(camel.context).stream()
                .filter(result -> id.equals(result.getDetails().get(HealthCheck.CHECK_ID)))
                .findFirst();
    }
}
