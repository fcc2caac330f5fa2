package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ClaimCheckOperation;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several EIPs together as applications have them around orders: queues, retries by other routes, routers, batches. All orders are
 * alike; what failed for want of an answer was executed all the same.
 */
class RoutesOfApplicationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PLACE = "direct:place";
    /** Waits so briefly for an answer that is kept from us that the outcome is unknown. */
    private static final String PLACE_HASTILY = "direct:placeHastily";

    private static final String FLAKY = "direct:flaky";
    private static final List<Long> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger CALLS = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    private int executedBefore;

    @BeforeAll
    static void start() throws Exception {
        CTraderComponent component = new CTraderComponent((settings, executor) -> QuickClient.open(
                settings, executor, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100)));
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start(), component);
        camel.context.addRoutes(new Routes());
        for (String name : List.of("outer", "inner")) {
            TemplatedRouteBuilder.builder(camel.context, "placing")
                    .parameter("name", name)
                    .parameter("next", name.equals("outer") ? "direct:inner" : FLAKY)
                    .add();
        }
        camel.context.start();
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @BeforeEach
    void begin() {
        camel.simulator.clearFaults();
        TOLD.clear();
        CALLS.set(0);
        executedBefore = executed().size();
    }

    private static final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            from(PLACE)
                    .errorHandler(noErrorHandler())
                    .process(EipRoutes::want)
                    .to(EipRoutes.PRODUCER)
                    .process(RoutesOfApplicationsTest::note);
            from(PLACE_HASTILY)
                    .errorHandler(noErrorHandler())
                    .process(EipRoutes::want)
                    .to(EipRoutes.HASTY)
                    .process(RoutesOfApplicationsTest::note);
            from(FLAKY).errorHandler(noErrorHandler()).process(exchange -> {
                if (CALLS.getAndIncrement() == 0) {
                    throw new IllegalStateException("This node fails at first");
                }
            });
            queues();
            enclosed();
            within();
            routeTemplate("placing")
                    .templateParameter("name")
                    .templateParameter("next")
                    .from("direct:{{name}}")
                    .errorHandler(noErrorHandler())
                    .process(EipRoutes::want)
                    .to(EipRoutes.PRODUCER)
                    .id("samePlace")
                    .process(RoutesOfApplicationsTest::note)
                    .to("{{next}}");
        }

        private DefaultErrorHandlerDefinition redelivery() {
            return defaultErrorHandler().maximumRedeliveries(20).redeliveryDelay(5);
        }

        private void queues() {
            from("seda:several?concurrentConsumers=4").to(PLACE);
            from("direct:keyed")
                    .setHeader(CTraderConstants.CLIENT_ORDER_ID, header("kafka.KEY"))
                    .to(PLACE);
            from("direct:deadLetters")
                    .errorHandler(deadLetterChannel("seda:again"))
                    .to(PLACE_HASTILY);
            from("direct:originalDeadLetters")
                    .errorHandler(deadLetterChannel("direct:again").useOriginalMessage())
                    .setHeader("changed", constant(true))
                    .to(PLACE_HASTILY);
            from("seda:again").errorHandler(redelivery()).to(PLACE_HASTILY);
            from("direct:again").errorHandler(redelivery()).to(PLACE_HASTILY);
            from("direct:batches")
                    .aggregate(constant(true), new UseLatestAggregationStrategy())
                    .completionSize(2)
                    .to("direct:again");
        }

        /** A sub-route that is redelivered as a whole. */
        private void enclosed() {
            for (String name : List.of("slip", "recipients", "tap", "removals", "variables", "outer")) {
                from("direct:" + name + "Redelivered")
                        .errorHandler(redelivery())
                        .to("direct:" + name);
            }
            from("direct:slip")
                    .errorHandler(noErrorHandler())
                    .routingSlip(constant(String.join(",", PLACE, FLAKY, PLACE)));
            EipRoutes.redeliverable(
                    from("direct:recipients").errorHandler(noErrorHandler()),
                    attempt -> attempt.recipientList(constant(String.join(",", PLACE, FLAKY, PLACE)))
                            .parallelProcessing()
                            .shareUnitOfWork()
                            .stopOnException()
                            .end());
            from("direct:tap")
                    .errorHandler(noErrorHandler())
                    .wireTap(PLACE)
                    .end()
                    .process(exchange -> await().atMost(PATIENCE).until(() -> !TOLD.isEmpty()))
                    .to(FLAKY);
            from("direct:removals")
                    .errorHandler(noErrorHandler())
                    .to(PLACE)
                    .removeProperties("*")
                    .to(FLAKY)
                    .to(PLACE);
            from("direct:variables")
                    .errorHandler(noErrorHandler())
                    .process(EipRoutes::want)
                    .toV(EipRoutes.PRODUCER, null, "answer")
                    .process(exchange ->
                            note(Objects.requireNonNull(exchange.getVariable("answer", ProtoOAExecutionEvent.class))))
                    .to(FLAKY);
        }

        private void within() {
            from("direct:asyncRedelivery")
                    .errorHandler(redelivery().asyncDelayedRedelivery())
                    .to(PLACE_HASTILY);
            from("direct:router").errorHandler(redelivery()).dynamicRouter(method(new Router(), "next"));
            from("direct:claim")
                    .errorHandler(noErrorHandler())
                    .claimCheck(ClaimCheckOperation.Push)
                    .to(PLACE)
                    .claimCheck(ClaimCheckOperation.Pop)
                    .doTry()
                    .to(FLAKY)
                    .doCatch(Exception.class)
                    .end()
                    .to(PLACE);
            from("direct:stream")
                    .errorHandler(redelivery())
                    .to(EipRoutes.HASTY)
                    .process(RoutesOfApplicationsTest::note);
            from("direct:inOnly")
                    .errorHandler(redelivery())
                    .process(EipRoutes::want)
                    .to(ExchangePattern.InOnly, EipRoutes.HASTY)
                    .process(RoutesOfApplicationsTest::note);
        }
    }

    /** Names the same place three times. */
    public static final class Router {
        private static final String VISITS = "visits";

        public @Nullable String next(Exchange exchange) {
            int visits = Objects.requireNonNull(exchange.getProperty(VISITS, 0, Integer.class));
            exchange.setProperty(VISITS, visits + 1);
            return visits == 3 ? null : PLACE_HASTILY;
        }
    }

    private static void note(Exchange exchange) {
        note(SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class));
    }

    private static void note(ProtoOAExecutionEvent event) {
        TOLD.add(event.getOrder().getOrderId());
    }

    @Test
    void eachMessageOfAQueueWithSeveralConsumersIsAnOrder() {
        for (int i = 0; i < 12; i++) {
            camel.template().sendBody("seda:several", "");
        }
        await().atMost(PATIENCE).until(() -> TOLD.size() == 12);

        assertExecuted(12);
    }

    @Test
    void aRecordThatComesThreeTimesAtOnceIsOneOrderByItsKey() {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(camel.template()
                    .asyncSend(
                            "direct:keyed",
                            exchange -> exchange.getMessage()
                                    .setHeader("kafka.KEY", key.getBytes(StandardCharsets.UTF_8))));
        }

        assertThat(all).allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(TOLD).hasSize(3);
        assertExecuted(1);
        assertThat(executedIds()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadLetters", "originalDeadLetters", "asyncRedelivery", "inOnly"})
    void theRetryOfWhatIsUnknownIsTheSameOrder(String route) {
        beginInDoubt();
        camel.template().send("direct:" + route, exchange -> {});
        await().atMost(PATIENCE).until(() -> !TOLD.isEmpty());

        assertExecuted(1);
    }

    @Test
    void soItIsWhenTheBodyIsAStream() {
        beginInDoubt();
        Exchange done = camel.template().send("direct:stream", exchange -> {
            EipRoutes.want(exchange);
            exchange.getMessage().setBody(new ByteArrayInputStream(SimulatorCamel.body(exchange, byte[].class)));
        });

        assertThat(done.getException()).isNull();
        assertExecuted(1);
    }

    @Test
    void eachVisitOfADynamicRouterIsAnOrder() {
        beginInDoubt();
        send("router");

        assertExecuted(3);
    }

    @Test
    void eachBatchIsAnOrder() {
        beginInDoubt();
        for (int i = 0; i < 4; i++) {
            camel.template().sendBody("direct:batches", "");
        }
        await().atMost(PATIENCE).until(() -> TOLD.size() == 2);

        assertExecuted(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slip", "recipients", "removals", "outer"})
    void twoOrdersAroundANodeThatFailsAreTwoWhenAllIsRedelivered(String route) {
        send(route + "Redelivered");

        assertExecuted(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tap", "variables"})
    void oneOrderBeforeANodeThatFailsIsOneWhenAllIsRedelivered(String route) {
        send(route + "Redelivered");
        await().atMost(PATIENCE).until(() -> TOLD.size() == 2);

        assertExecuted(1);
    }

    @Test
    void ordersBeforeAndAfterAClaimAreTwo() {
        send("claim");

        assertExecuted(2);
    }

    /** The first order is executed, and nobody knows when its attempt ends. */
    private static void beginInDoubt() {
        camel.simulator.faults("on NewOrderReq swallow-answer\n3 times on OrderListReq error");
    }

    private static void send(String route) {
        assertThat(camel.template().send("direct:" + route, exchange -> {}).getException())
                .isNull();
    }

    private void assertExecuted(int wanted) {
        assertThat(executedIds()).hasSize(wanted).doesNotHaveDuplicates();
        assertThat(TOLD.stream().distinct()).hasSize(wanted);
    }

    private List<String> executedIds() {
        return executed().stream()
                .skip(executedBefore)
                .map(order -> ((ProtoOANewOrderReq) Objects.requireNonNull(order.message())).getClientOrderId())
                .toList();
    }

    private static List<JournalEntry> executed() {
        return camel.simulator.journal().executed(SimulatorEnvironment.DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE);
    }
}
