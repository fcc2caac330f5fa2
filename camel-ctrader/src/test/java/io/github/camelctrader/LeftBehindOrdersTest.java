package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose answer is awaited in a copy that its route waits for no longer, and that the route then asks for again. */
class LeftBehindOrdersTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    /** Long enough for each attempt to come to its order, and shorter than the order is under way. */
    private static final int IMPATIENT_MILLIS = 2_000;

    private static final String ORDER = "ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT
            + "&orderTimeout=" + (IMPATIENT_MILLIS + 1_500) + "ms";

    private static final Map<String, Object> MARKET = SampleOrders.market(1000);

    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private SimulatorCamel camel;

    @BeforeEach
    void start() throws Exception {
        CTraderComponent component = new CTraderComponent((settings, executor) -> QuickClient.open(
                settings, executor, Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofMillis(100)));
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start(), component);
        camel.context.getRegistry().bind("patient", new PatientExecutor(this::awaitSent));
        camel.start(new Routes());
        camel.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
        // The answer is looked up when orderTimeout is over; until then the order is under way.
        camel.simulator.faults("on NewOrderReq swallow-answer");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "enrichInSplit", "breakerInSplit", "splitInSplit", "timeout", "timeoutInLoop"})
    void areNotSentAgain(String route) {
        Exchange done = camel.template().send("direct:" + route, exchange -> {});

        await().until(() -> !told.isEmpty());
        assertThat(done.getException()).isNull();
        assertThat(orders()).isEqualTo(1);
        assertThat(told.stream().distinct()).hasSize(1);
    }

    @Test
    void goOnInTheBreakerThatWaitsForThemNoLongerAndAreToldToConsumers() throws Exception {
        camel.mock("executions").expectedMinimumMessageCount(1);
        keepOutcomeFromLookUps();
        Exchange done = camel.template().send("direct:timeoutSub", exchange -> {});
        camel.simulator.clearFaults();

        assertThat(done.getException()).isInstanceOf(TimeoutException.class);
        await().until(() -> told.size() == 1);
        camel.mock("executions").assertIsSatisfied();
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void answerAFallbackThatHasTheSameId() {
        keepOutcomeFromLookUps();
        camel.template().send("direct:timeoutWithId", exchange -> {});

        await().until(() -> told.size() == 2);
        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(orders()).isEqualTo(1);
    }

    private void keepOutcomeFromLookUps() {
        camel.simulator.faults("on NewOrderReq swallow-answer\n1000 times on OrderListReq error");
    }

    private int orders() {
        return camel.simulator
                .journal()
                .received(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE)
                .size();
    }

    private void awaitSent() {
        await().until(() -> orders() > 0);
    }

    private final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            from("ctrader:demo?eventTypes=execution&accountId=" + SimulatorCamel.ACCOUNT)
                    .to("mock:executions");
            order(sub("item")
                            .choice()
                            .when(body().isEqualTo("1"))
                            .process(this::failOnce)
                            .otherwise())
                    .end();
            items("split").to("direct:item");
            items("enrichInSplit").enrich("direct:item");
            items("breakerInSplit").circuitBreaker().to("direct:item").end();
            items("splitInSplit").split(body()).to("direct:item");
            redelivered("timeout");
            order(impatient(sub("timeoutSub"))).end();
            order(impatient(sub("timeoutInLoop")
                            .loopDoWhile(exchange -> told.isEmpty())
                            .doTry()))
                    .end()
                    .endDoTry()
                    .doCatch(Exception.class)
                    .end();
            order(order(impatient(sub("timeoutWithId").setHeader(CTraderConstants.CLIENT_ORDER_ID, constant("mine"))))
                            .onFallback()
                            .process(exchange -> camel.simulator.clearFaults()))
                    .end();
        }

        private void redelivered(String name) {
            from("direct:" + name)
                    .errorHandler(defaultErrorHandler().maximumRedeliveries(200).redeliveryDelay(0))
                    .to("direct:" + name + "Sub");
        }

        private RouteDefinition sub(String name) {
            return from("direct:" + name).errorHandler(noErrorHandler());
        }

        /** The first of two items fails at first, and then the other one's order is under way. */
        private SplitDefinition items(String name) {
            redelivered(name);
            return sub(name + "Sub")
                    .split(constant("1,2"), ",")
                    .parallelProcessing()
                    .stopOnException();
        }

        private void failOnce(Exchange exchange) {
            if (failed.compareAndSet(false, true)) {
                awaitSent();
                throw new IllegalStateException("This item fails at first");
            }
        }

        /** A circuit breaker that gives up soon after the first order was sent, and never opens. */
        private CircuitBreakerDefinition impatient(ProcessorDefinition<?> before) {
            return before.circuitBreaker()
                    .resilience4jConfiguration()
                    .minimumNumberOfCalls(10_000)
                    .timeoutEnabled(true)
                    .timeoutDuration(IMPATIENT_MILLIS)
                    .timeoutExecutorService("patient")
                    .end();
        }

        private <T extends ProcessorDefinition<T>> T order(ProcessorDefinition<T> before) {
            return before.setBody(constant(MARKET))
                    .to(ORDER)
                    .process(exchange -> told.add(SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class)
                            .getOrder()
                            .getOrderId()));
        }
    }

    /** Lets nobody go on who begins a task, before the first order was sent. */
    private static final class PatientExecutor extends AbstractExecutorService {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Runnable awaitSent;

        PatientExecutor(Runnable awaitSent) {
            this.awaitSent = awaitSent;
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(task);
            awaitSent.run();
        }

        @Override
        public void shutdown() {
            threads.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return threads.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return threads.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return threads.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return threads.awaitTermination(timeout, unit);
        }
    }
}
