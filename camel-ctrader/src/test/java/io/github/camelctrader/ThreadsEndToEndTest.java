package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.junit.jupiter.api.Test;

/** How many threads routes need, and that no route waits for a thread for ever. */
class ThreadsEndToEndTest {
    private static final int MANY = 5000;

    @Test
    void manyRequestsThatFailAtOnceNeedABoundedNumberOfThreadsAndAllAreCompleted() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
            Set<String> threads = ConcurrentHashMap.newKeySet();
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(Exception.class)
                            .handled(true)
                            .process(exchange ->
                                    threads.add(Thread.currentThread().getName()));
                    from("direct:fails").to("ctrader:demo?requestTimeout=1s");
                }
            });
            List<CompletableFuture<Exchange>> all = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                all.add(camel.template()
                        .asyncSend(
                                "direct:fails",
                                exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance())));
            }

            assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(50, TimeUnit.SECONDS);
            assertThat(threads).hasSizeLessThanOrEqualTo(ComponentThreads.MOST);
        }
    }

    @Test
    void routesThatAskWhileTheyHandleAnEventGetTheirAnswersHoweverFewThreadsThereAre() throws Exception {
        try (SimulatorCamel camel = withTwoThreads()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < 8; i++) {
                        from("ctrader:demo?eventTypes=Spot&symbols=EURUSD&queueSize=" + (1000 + i) + "&accountId="
                                        + SimulatorCamel.ACCOUNT)
                                .process(exchange -> exchange.getMessage()
                                        .setBody(camel.template()
                                                .requestBody("ctrader:demo", ProtoOAVersionReq.getDefaultInstance())))
                                .to("mock:answered" + i);
                    }
                }
            });
            for (int i = 0; i < 8; i++) {
                String mock = "answered" + i;
                await().until(() -> camel.mock(mock).getReceivedCounter() > 0);
                assertThat((Object) camel.mock(mock)
                                .getExchanges()
                                .get(0)
                                .getMessage()
                                .getBody())
                        .isInstanceOf(ProtoOAVersionRes.class);
            }
        }
    }

    @Test
    void routesThatAskAgainWhileTheyGoOnWithAnAnswerGetTheirAnswersToo() throws Exception {
        try (SimulatorCamel camel = withTwoThreads()) {
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:asks")
                            .to("ctrader:demo")
                            .process(exchange -> exchange.getMessage()
                                    .setBody(camel.template()
                                            .requestBody("ctrader:demo", ProtoOAVersionReq.getDefaultInstance())));
                }
            });
            List<CompletableFuture<Exchange>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(camel.template()
                        .asyncSend(
                                "direct:asks",
                                exchange -> exchange.getIn().setBody(ProtoOAVersionReq.getDefaultInstance())));
            }

            assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(50, TimeUnit.SECONDS);
            assertThat(all)
                    .allSatisfy(answered -> assertThat(
                                    (Object) answered.join().getMessage().getBody())
                            .isInstanceOf(ProtoOAVersionRes.class));
        }
    }

    private static SimulatorCamel withTwoThreads() {
        SimulatorCamel camel = new SimulatorCamel();
        ThreadPoolProfile two = new ThreadPoolProfile(ComponentThreads.PROFILE);
        two.setPoolSize(2);
        two.setMaxPoolSize(2);
        camel.context.getExecutorServiceManager().registerThreadPoolProfile(two);
        return camel;
    }
}
