package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.consumer.PolledEvents;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events for those who ask for one when they want it, over TLS, against the simulator. */
@Timeout(120)
class PollingEndToEndTest {
    private static final String SPOTS =
            "ctrader:demo?eventTypes=Spot&accountId=" + SimulatorCamel.ACCOUNT + "&symbols=EURUSD,GBPUSD";
    private static final String EXECUTIONS = "ctrader:demo?eventTypes=Execution&accountId=" + SimulatorCamel.ACCOUNT;
    private static final BigDecimal SPREAD = new BigDecimal("0.00010");
    private static final Set<String> BOTH = Set.of("EURUSD", "GBPUSD");

    private final SimulatorCamel camel = new SimulatorCamel();
    private final List<Throwable> problems = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.simulator.pauseFeed();
        camel.context.getRegistry().bind("problems", new RecordingExceptionHandler(problems));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(InvalidRequestException.class).handled(true).to("mock:problems");
                from("direct:enrich").pollEnrich(SPOTS, 20_000);
                from("direct:misled")
                        .pollEnrich("ctrader:demo?symbols=EURUSX&accountId=" + SimulatorCamel.ACCOUNT, 20_000);
                from("direct:misledAndBridged")
                        .pollEnrich(
                                "ctrader:demo?bridgeErrorHandler=true&symbols=EURUSY&accountId="
                                        + SimulatorCamel.ACCOUNT,
                                20_000);
                from(EXECUTIONS).to("mock:executions");
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aRouteThatPollsSeldomGetsTheNewestQuoteOfEachSymbol() {
        awaitBoth(() -> camel.template().request("direct:enrich", exchange -> {}));
        for (int i = 10; i < 30; i++) {
            quote("EURUSD", "1.1" + i + "00");
            quote("GBPUSD", "1.3" + i + "00");
        }
        awaitArrival();

        Map<String, Object> bids = new TreeMap<>();
        for (int i = 0; i < 2; i++) {
            Exchange polled = camel.template().request("direct:enrich", exchange -> {});
            assertThat(polled.getMessage().getBody()).isInstanceOf(ProtoOASpotEvent.class);
            bids.put(symbol(polled), Objects.requireNonNull(polled.getMessage().getHeader(CTraderConstants.BID)));
        }

        assertThat(bids)
                .containsEntry("EURUSD", new BigDecimal("1.12900"))
                .containsEntry("GBPUSD", new BigDecimal("1.32900"));
    }

    @Test
    void aTemplateGetsWhatIsThereAndWaitsForWhatIsNot() throws Exception {
        try (ConsumerTemplate template = camel.context.createConsumerTemplate()) {
            awaitBoth(() -> template.receive(SPOTS));
            assertThat(template.receiveNoWait(SPOTS)).isNull();
            assertThat(template.receive(SPOTS, 1)).isNull();

            CompletableFuture<Exchange> waits = new CompletableFuture<>();
            Thread waiter = waiter(() -> template.receive(SPOTS), waits);
            awaitWaiting(waiter);
            quote("EURUSD", "1.15000");
            assertThat(bid(waits.join())).isEqualTo("1.15000");

            quote("GBPUSD", "1.35000");
            assertThat(bid(template.receive(SPOTS, 20_000))).isEqualTo("1.35000");
            quote("GBPUSD", "1.36000");
            awaitArrival();
            assertThat(bid(template.receiveNoWait(SPOTS))).isEqualTo("1.36000");
            assertThat(template.receiveNoWait(SPOTS)).isNull();
        }
    }

    @Test
    void everyQuoteComesInOrderWhereAllAreQueued() throws Exception {
        String uri = SPOTS + "&slowConsumer=queue";
        try (ConsumerTemplate template = camel.context.createConsumerTemplate()) {
            awaitBoth(() -> template.receive(uri));
            List<String> sent = List.of("1.11000", "1.12000", "1.13000", "1.14000");
            sent.forEach(bid -> quote("EURUSD", bid));
            awaitArrival();

            List<String> received = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                received.add(bid(template.receiveNoWait(uri)));
            }
            assertThat(received).isEqualTo(sent);
            assertThat(template.receiveNoWait(uri)).isNull();
        }
    }

    @Test
    void executionsComeInOrderAndNoneIsLost() throws Exception {
        try (ConsumerTemplate template = camel.context.createConsumerTemplate()) {
            assertThat(template.receiveNoWait(EXECUTIONS)).isNull();
            for (int i = 0; i < 40; i++) {
                camel.template()
                        .requestBody(
                                "direct:orders",
                                Map.of(
                                        "symbolName",
                                        "EURUSD",
                                        "orderType",
                                        "MARKET",
                                        "tradeSide",
                                        "BUY",
                                        "volume",
                                        100_000));
            }
            await().until(() -> camel.mock("executions").getReceivedCounter() == 80);

            List<Object> polled = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                polled.add(body(template.receive(EXECUTIONS, 20_000)));
            }
            assertThat(polled)
                    .isEqualTo(camel.mock("executions").getExchanges().stream()
                            .map(exchange -> exchange.getIn().getBody())
                            .toList());
            assertThat(template.receiveNoWait(EXECUTIONS)).isNull();
        }
    }

    @Test
    void aProblemComesOutOfThePollAndReachesTheErrorHandlerOfTheRoute() {
        camel.template().request("direct:misled", exchange -> {});
        camel.template().request("direct:misledAndBridged", exchange -> {});

        assertThat(camel.mock("problems").getExchanges())
                .extracting(exchange -> String.valueOf(
                        ClientlessCamel.root(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))))
                .satisfiesExactly(
                        first -> assertThat(first).contains("EURUSX"),
                        second -> assertThat(second).contains("EURUSY"));
    }

    @Test
    void aProblemIsToldToTheExceptionHandlerWhereThereIsOneAndThePollGoesOn() throws Exception {
        String uri = SPOTS + ",EURUSX&exceptionHandler=#problems";
        try (ConsumerTemplate template = camel.context.createConsumerTemplate()) {
            awaitBoth(() -> template.receive(uri));
            quote("EURUSD", "1.15000");
            assertThat(bid(template.receive(uri))).isEqualTo("1.15000");
            assertThat(problems).singleElement().asString().contains("EURUSX");
        }
    }

    @Test
    void optionsOfAProducerAreRefused() {
        assertThatThrownBy(() -> camel.context
                        .getEndpoint(SPOTS + "&messageType=VersionReq")
                        .createPollingConsumer())
                .hasMessageContaining("messageType");
    }

    @Test
    void thoseWhoWaitGoHomeWhenItStops() throws Exception {
        PollingConsumer consumer = consumer(EXECUTIONS);
        CompletableFuture<Exchange> first = new CompletableFuture<>();
        CompletableFuture<Exchange> second = new CompletableFuture<>();
        awaitWaiting(waiter(consumer::receive, first));
        awaitWaiting(waiter(consumer::receive, second));

        consumer.stop();

        assertThat(first.join()).isNull();
        assertThat(second.join()).isNull();
        assertThat(consumer.receive()).isNull();
    }

    @Test
    void aTemplateThatStopsLetsThoseWhoWaitGoHome() throws Exception {
        ConsumerTemplate template = camel.context.createConsumerTemplate();
        CompletableFuture<Exchange> waits = new CompletableFuture<>();
        awaitWaiting(waiter(() -> template.receive(EXECUTIONS), waits));

        template.stop();

        assertThat(waits.join()).isNull();
    }

    @Test
    void thoseWhoWaitGoHomeWhenTheContextStops() throws Exception {
        ConsumerTemplate template = camel.context.createConsumerTemplate();
        CompletableFuture<Exchange> waits = new CompletableFuture<>();
        awaitWaiting(waiter(() -> template.receive(EXECUTIONS), waits));

        camel.context.stop();

        assertThat(waits.join()).isNull();
    }

    @Test
    void itCollectsWhileItIsSuspendedAndBeginsAnewAfterAStop() throws Exception {
        PollingConsumer consumer = consumer(SPOTS);
        awaitBoth(consumer::receive);
        CompletableFuture<Exchange> waits = new CompletableFuture<>();
        awaitWaiting(waiter(consumer::receive, waits));

        ((CTraderPollingConsumer) consumer).suspend();
        assertThat(waits.join()).isNull();
        quote("EURUSD", "1.15000");
        quote("EURUSD", "1.16000");
        awaitArrival();
        assertThat(consumer.receive()).isNull();
        ((CTraderPollingConsumer) consumer).resume();
        assertThat(bid(consumer.receive())).isEqualTo("1.16000");
        assertThat(consumer.receiveNoWait()).isNull();

        quote("EURUSD", "1.17000");
        awaitArrival();
        consumer.stop();
        consumer.start();
        awaitBoth(consumer::receive);
        assertThat(consumer.receiveNoWait()).isNull();
        consumer.stop();
    }

    @Test
    void aThreadThatIsInterruptedStaysSo() throws Exception {
        PollingConsumer consumer = consumer(EXECUTIONS);
        CompletableFuture<Boolean> stays = new CompletableFuture<>();
        Thread waiter = waiter(
                () -> consumer.receive() == null && Thread.currentThread().isInterrupted(), stays);
        awaitWaiting(waiter);

        waiter.interrupt();

        assertThat(stays.join()).isTrue();
        consumer.stop();
    }

    private PollingConsumer consumer(String uri) throws Exception {
        PollingConsumer consumer = camel.context.getEndpoint(uri).createPollingConsumer();
        consumer.start();
        return consumer;
    }

    /** Receives until the first quotes of both symbols came; after these the market is still. */
    private static void awaitBoth(Supplier<@Nullable Exchange> receive) {
        Set<String> seen = new HashSet<>();
        while (!seen.equals(BOTH)) {
            seen.add(symbol(Objects.requireNonNull(receive.get())));
        }
    }

    /** The answer to a request comes after what was sent before it. */
    private void awaitArrival() {
        camel.template().requestBody("ctrader:demo", ProtoOAVersionReq.getDefaultInstance());
    }

    private static <T> Thread waiter(Supplier<@Nullable T> waiting, CompletableFuture<T> result) {
        Thread thread = new Thread(() -> {
            try {
                result.complete(waiting.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> isReceiving(thread) && thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static boolean isReceiving(Thread thread) {
        return List.of(thread.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().equals(PolledEvents.class.getName())
                        && frame.getMethodName().equals("await"));
    }

    private void quote(String symbol, String bid) {
        camel.simulator.quote(
                SimulatorEnvironment.DEMO,
                symbol,
                bid,
                new BigDecimal(bid).add(SPREAD).toPlainString());
    }

    private static String symbol(Exchange exchange) {
        return String.valueOf(exchange.getMessage().getHeader(CTraderConstants.SYMBOL_NAME));
    }

    private static Object body(@Nullable Exchange exchange) {
        return Objects.requireNonNull(Objects.requireNonNull(exchange).getIn().getBody());
    }

    private static String bid(@Nullable Exchange exchange) {
        return String.valueOf(Objects.requireNonNull(exchange).getIn().getHeader(CTraderConstants.BID));
    }
}
