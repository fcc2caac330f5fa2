package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes are told of orders that are under way when Camel stops. */
class OrdersAtStopTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final String ORDER =
            "ctrader:demo?messageType=NewOrderReq&orderTimeout=60s&accountId=" + SimulatorCamel.ACCOUNT;
    private static final Map<String, Object> MARKET = SampleOrders.market(1000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<Exchange> handled = new CopyOnWriteArrayList<>();
    private final List<OrderOutcomeEvent> outcomes = new CopyOnWriteArrayList<>();
    private CTraderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = CTraderSimulator.builder().feedPaused().start();
        simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void whatIsAnsweredWhileCamelWaitsIsToldAsEver() throws Exception {
        SimulatorCamel camel = camel(Duration.ofSeconds(60));
        CompletableFuture<Exchange> done = send(camel, "quick");

        camel.context.stop();

        assertThat(done.get(30, TimeUnit.SECONDS).getException()).isNull();
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "handling", "retrying"})
    void whatIsNotEndsAsUnknownAtOnceAndIsNeitherHandledNorSentAgain(String route) throws Exception {
        SimulatorCamel camel = camel(Duration.ofMillis(1));
        CompletableFuture<Exchange> done = send(camel, route);

        camel.context.stop();

        assertThat(done.get(30, TimeUnit.SECONDS).getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(handled).isEmpty();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void itsOutcomeIsToldByTheNextProcess() throws Exception {
        SimulatorCamel camel = camel(Duration.ofMillis(1));
        send(camel, "plain");
        camel.context.stop();

        SimulatorCamel next = camel(Duration.ofMillis(1));

        await().untilAsserted(() ->
                assertThat(outcomes).extracting(OrderOutcomeEvent::outcome).containsExactly("ORDER_FILLED"));
        next.context.stop();
    }

    /** The order is sent, and its answer is lost. */
    private CompletableFuture<Exchange> send(SimulatorCamel camel, String route) {
        simulator.faults("on NewOrderReq swallow-answer");
        CompletableFuture<Exchange> done = camel.template().asyncSend("direct:" + route, exchange -> {});
        await().until(() -> sent() == 1);
        return done;
    }

    private int sent() {
        return simulator.journal().received(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE).size();
    }

    /** @param patience how long Camel waits for exchanges when it stops */
    private SimulatorCamel camel(Duration patience) throws Exception {
        CTraderComponent component = new CTraderComponent();
        SimulatorCamel started = new SimulatorCamel(simulator, component);
        component.setOrderJournalFile(directory.resolve("orders.journal").toString());
        started.context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        started.context.getShutdownStrategy().setTimeout(patience.toMillis());
        return started.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?eventTypes=OrderOutcome&accountId=" + SimulatorCamel.ACCOUNT)
                        .process(exchange -> outcomes.add(SimulatorCamel.body(exchange, OrderOutcomeEvent.class)));
                from("direct:quick").setBody(constant(MARKET)).to(ORDER.replace("60s", "300ms"));
                from("direct:plain")
                        .errorHandler(noErrorHandler())
                        .setBody(constant(MARKET))
                        .to(ORDER);
                from("direct:handling")
                        .onException(Exception.class)
                        .handled(true)
                        .process(handled::add)
                        .end()
                        .setBody(constant(MARKET))
                        .to(ORDER);
                from("direct:retrying")
                        .onException(Exception.class)
                        .maximumRedeliveries(50)
                        .redeliveryDelay(0)
                        .onRedelivery(handled::add)
                        .end()
                        .setBody(constant(MARKET))
                        .to(ORDER);
            }
        });
    }
}
