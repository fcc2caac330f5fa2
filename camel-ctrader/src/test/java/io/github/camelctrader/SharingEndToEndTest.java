package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.simulator.Journal;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** What many endpoints, two environments and the end of a context cost the server, counted in its journal. */
class SharingEndToEndTest {
    private static final int APPLICATION_AUTH_REQ = 2100;
    private static final int ACCOUNT_AUTH_REQ = 2102;
    private static final int VERSION_REQ = 2104;
    private static final int SUBSCRIBE_SPOTS_REQ = 2127;

    @Test
    void servesAHundredEndpointsWithOneSession() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < 50; i++) {
                        // A number of its own makes each of them an endpoint of its own.
                        from("ctrader:demo?symbols=EURUSD&eventTypes=Spot&accountId=" + SimulatorCamel.ACCOUNT
                                        + "&queueSize=" + (1000 + i))
                                .to("mock:spots" + i);
                        from("direct:requests" + i)
                                .to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT + "&requestTimeout=" + (20 + i)
                                        + "s");
                    }
                }
            });
            for (int i = 0; i < 50; i++) {
                int number = i;
                await().until(() -> camel.mock("spots" + number).getReceivedCounter() > 0);
                assertThat(camel.template().requestBody("direct:requests" + i, ProtoOAVersionReq.getDefaultInstance()))
                        .isInstanceOf(ProtoOAVersionRes.class);
            }

            Journal journal = camel.simulator.journal();
            assertThat(camel.context.getEndpoints().stream().filter(endpoint -> endpoint instanceof CTraderEndpoint))
                    .hasSize(100);
            assertThat(camel.simulator.acceptedConnections(SimulatorEnvironment.DEMO))
                    .isEqualTo(1);
            assertThat(journal.count(SimulatorEnvironment.DEMO, APPLICATION_AUTH_REQ))
                    .isEqualTo(1);
            assertThat(journal.count(SimulatorEnvironment.DEMO, ACCOUNT_AUTH_REQ))
                    .isEqualTo(1);
            assertThat(journal.count(SimulatorEnvironment.DEMO, SUBSCRIBE_SPOTS_REQ))
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsOneConnectionForEachEnvironment() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            String live =
                    "ctrader:live?port=" + camel.simulator.livePort() + "&accountId=" + SimulatorDefaults.LIVE_ACCOUNT;
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:demo").to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT);
                    from("direct:live").to(live);
                    from(live + "&symbols=EURUSD").to("mock:spots");
                }
            });
            camel.template().requestBody("direct:demo", ProtoOAVersionReq.getDefaultInstance());
            camel.template().requestBody("direct:live", ProtoOAVersionReq.getDefaultInstance());
            await().until(() -> camel.mock("spots").getReceivedCounter() > 0);

            assertThat(camel.mock("spots").getExchanges().get(0).getIn().getHeader(CTraderConstants.ENVIRONMENT))
                    .isEqualTo("live");
            assertThat(camel.simulator.acceptedConnections(SimulatorEnvironment.DEMO))
                    .isEqualTo(1);
            assertThat(camel.simulator.acceptedConnections(SimulatorEnvironment.LIVE))
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsTheConnectionBetweenTheUsersOfADynamicEndpointThatIsNotCached() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:requests")
                            .toD()
                            .uri("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT)
                            .cacheSize(-1)
                            .to("mock:answers");
                }
            });
            for (int i = 0; i < 20; i++) {
                camel.template().requestBody("direct:requests", ProtoOAVersionReq.getDefaultInstance());
            }

            assertThat(camel.simulator.acceptedConnections(SimulatorEnvironment.DEMO))
                    .isEqualTo(1);
        }
    }

    @Test
    void closesAtOnceAfterTheLastUserWhenToldTo() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.component.setConnectionLinger(Duration.ZERO);
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:requests").toD().uri("ctrader:demo").cacheSize(-1);
                }
            });
            for (int i = 0; i < 3; i++) {
                camel.template().requestBody("direct:requests", ProtoOAVersionReq.getDefaultInstance());
            }

            assertThat(camel.simulator.acceptedConnections(SimulatorEnvironment.DEMO))
                    .isEqualTo(3);
        }
    }

    @Test
    void endsRequestsInFlightAndAllItsThreads() throws Exception {
        SimulatorCamel camel = new SimulatorCamel();
        camel.context.getShutdownStrategy().setTimeout(1);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:requests").to("ctrader:demo?requestTimeout=50s");
                from("ctrader:demo?eventTypes=All,Connection").to("mock:events");
            }
        });
        camel.template().requestBody("direct:requests", ProtoOAVersionReq.getDefaultInstance());
        camel.simulator.swallow(VERSION_REQ, 20);
        List<CompletableFuture<Exchange>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> camel.template()
                        .asyncSend(
                                "direct:requests",
                                exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance())))
                .toList();
        await().until(() -> camel.simulator.journal().count(SimulatorEnvironment.DEMO, VERSION_REQ) == 21);

        camel.close();

        assertThat(waiting)
                .allSatisfy(request -> assertThat(request.join().getException()).isInstanceOf(CTraderException.class));
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ctrader-") || name.contains("- CTrader")));
    }

    @Test
    void startsWithoutAServerAndSaysWhatIsWrong() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?eventTypes=Connection").to("mock:states");
                    from("direct:requests").to("ctrader:demo?requestTimeout=300ms");
                    from("direct:patient").to("ctrader:demo?requestTimeout=50s");
                }
            });

            Exchange refused = camel.template()
                    .request(
                            "direct:requests",
                            exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance()));
            assertThat(refused.getException()).isInstanceOf(NotSentException.class);
            await().until(() -> camel.mock("states").getExchanges().stream()
                    .anyMatch(exchange ->
                            SimulatorCamel.body(exchange, ConnectionEvent.class).state() == ConnectionState.BACKOFF));

            CompletableFuture<Object> patient = camel.template()
                    .asyncRequestBody("direct:patient", (Object) ProtoOAVersionReq.getDefaultInstance());
            camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
            assertThat(patient.join()).isInstanceOf(ProtoOAVersionRes.class);
        }
    }

    @Test
    void runsTheSameRoutesWrittenInYaml() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            DefaultCamelContext context = camel.context;
            context.getRegistry().bind("orders", List.of());
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/routes.yaml"));
            context.start();

            await().until(() -> camel.mock("quotes").getReceivedCounter() > 1);
            assertThat(camel.mock("quotes").getExchanges().get(0).getIn().getBody(String.class))
                    .matches("EURUSD \\d\\.\\d{5}/\\d\\.\\d{5}");
            await().until(() -> camel.mock("fills").getReceivedCounter() == 1);
            assertThat(camel.mock("fills").getExchanges().get(0).getIn().getBody(String.class))
                    .startsWith("{\"ctidTraderAccountId\":\"1001\",\"executionType\":\"ORDER_FILLED\"");
        }
    }
}
