package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** One account's trouble, seen from the routes of another one. */
class AccountTroubleEndToEndTest {
    private static final int ACCOUNT_AUTH_REQ = 2102;
    private static final int ACCOUNT_AUTH_RES = 2103;

    @Test
    void accountsThatRequestsNamedByMistakeKeepNobodyWaitingAfterACut() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:any").to("ctrader:demo?messageType=ReconcileReq");
                    from("direct:good")
                            .autoStartup(false)
                            .routeId("good")
                            .to("ctrader:demo?messageType=ReconcileReq&accountId=" + SimulatorCamel.ACCOUNT);
                }
            });
            for (long mistake = 500_000; mistake < 500_010; mistake++) {
                long accountId = mistake;
                assertThatThrownBy(() -> camel.template()
                                .requestBodyAndHeader("direct:any", "", CTraderConstants.ACCOUNT_ID, accountId))
                        .isInstanceOf(CamelExecutionException.class)
                        .hasCauseInstanceOf(AuthenticationException.class);
            }
            camel.context.getRouteController().startRoute("good");
            assertThat(camel.template().requestBody("direct:good", "")).isInstanceOf(ProtoOAReconcileRes.class);
            camel.simulator.journal().clear();
            camel.cut(() -> {});

            assertThat(camel.template().requestBody("direct:good", "")).isInstanceOf(ProtoOAReconcileRes.class);
            List<JournalEntry> authorised =
                    camel.simulator.journal().received(SimulatorEnvironment.DEMO, ACCOUNT_AUTH_REQ);
            assertThat(authorised.get(0).message())
                    .isInstanceOfSatisfying(
                            ProtoOAAccountAuthReq.class,
                            first -> assertThat(first.getCtidTraderAccountId()).isEqualTo(SimulatorCamel.ACCOUNT));
        }
    }

    @Test
    void anAccountWhoseSessionEndsAfterEachAuthorisationKeepsNobodyElseFromWorking() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?symbols=EURUSD&accountId=" + SimulatorDefaults.SECOND_DEMO_ACCOUNT)
                            .to("mock:troubled");
                    from("direct:good").to("ctrader:demo?messageType=ReconcileReq&accountId=" + SimulatorCamel.ACCOUNT);
                }
            });
            camel.context.start();
            CompletableFuture<Object> answer =
                    camel.context.createProducerTemplate().asyncRequestBody("direct:good", "");
            long[] ended = {0};
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                long authorised = camel.simulator
                        .journal()
                        .count(SimulatorEnvironment.DEMO, JournalEntry.Direction.SENT, ACCOUNT_AUTH_RES);
                if (authorised > ended[0]) {
                    ended[0] = authorised;
                    camel.simulator.send(
                            SimulatorEnvironment.DEMO,
                            ProtoOAAccountDisconnectEvent.newBuilder()
                                    .setCtidTraderAccountId(SimulatorDefaults.SECOND_DEMO_ACCOUNT)
                                    .build());
                }
                return answer.isDone();
            });

            assertThat(answer.join()).isInstanceOf(ProtoOAReconcileRes.class);
        }
    }

    @Test
    void anAccountThatIsNotAnsweredAfterACutKeepsNobodyElseFromWorking() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    String reads = "ctrader:demo?messageType=ReconcileReq&accountId=";
                    from("direct:silent").to(reads + SimulatorDefaults.SECOND_DEMO_ACCOUNT);
                    from("direct:good").to(reads + SimulatorCamel.ACCOUNT);
                }
            });
            camel.template().requestBody("direct:silent", "");
            camel.template().requestBody("direct:good", "");
            camel.simulator.journal().clear();
            camel.simulator.faults("demo hang-account-auth");
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            // Both are asked for before the authorisations: if one waited for the other's, neither would be answered in
            // time.
            camel.cut(() -> List.of("direct:silent", "direct:good")
                    .forEach(route -> answers.add(camel.template().asyncRequestBody(route, ""))));
            CompletableFuture<Object> first = CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new));
            assertThat(first).succeedsWithin(20, TimeUnit.SECONDS).isInstanceOf(ProtoOAReconcileRes.class);
            assertThat(camel.simulator
                            .journal()
                            .count(SimulatorEnvironment.DEMO, JournalEntry.Direction.SENT, ACCOUNT_AUTH_RES))
                    .as("one was answered, the other was not")
                    .isOne();
        }
    }

    @Test
    void aLimitOnAuthorisationsIsToldToRequestsAndConsumers() throws Exception {
        CTraderSimulator simulator = CTraderSimulator.builder()
                .faults("on AccountAuthReq rate-block 3600s")
                .start();
        List<Throwable> problems = new CopyOnWriteArrayList<>();
        try (SimulatorCamel camel = new SimulatorCamel(simulator)) {
            camel.context.getRegistry().bind("problems", new RecordingExceptionHandler(problems));
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?eventTypes=Execution&exceptionHandler=#problems&accountId="
                                    + SimulatorCamel.ACCOUNT)
                            .to("mock:executions");
                    from("direct:read").to("ctrader:demo?messageType=ReconcileReq&accountId=" + SimulatorCamel.ACCOUNT);
                }
            });

            assertThatThrownBy(
                            () -> camel.template().requestBody("direct:read", ProtoOAReconcileReq.getDefaultInstance()))
                    .isInstanceOf(CamelExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            told -> assertThat(told.getRetryAfter()).isEqualTo(Duration.ofMinutes(1)))
                    .hasMessageContaining("is not authorised yet");
            await().untilAsserted(
                            () -> assertThat(problems).anyMatch(thrown -> thrown instanceof RateLimitedException));
        }
    }

    @Test
    void aServerThatStillCountsALostLinkIsTriedAgainSoon() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?eventTypes=Connection").to("mock:connection");
                    from("direct:read").to("ctrader:demo?messageType=ReconcileReq&accountId=" + SimulatorCamel.ACCOUNT);
                }
            });
            assertThat(camel.template().requestBody("direct:read", "")).isInstanceOf(ProtoOAReconcileRes.class);
            camel.simulator.faults("demo 4 times connections-limit");
            camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            await().until(() -> camel.simulator.acceptedConnections(SimulatorEnvironment.DEMO) > 1);

            assertThat(camel.template().requestBody("direct:read", "")).isInstanceOf(ProtoOAReconcileRes.class);
            assertThat(camel.mock("connection").getExchanges())
                    .extracting(exchange ->
                            SimulatorCamel.body(exchange, ConnectionEvent.class).state())
                    .doesNotContain(ConnectionState.SUSPENDED);
        }
    }
}
