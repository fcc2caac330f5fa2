package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What became of an order whose caller could not be told is told to a route, whenever that begins to listen, until one dealt with it. */
class OutcomesToTellTest {
    private static final String ORDER =
            "{\"symbolName\": \"EURUSD\", \"orderType\": \"MARKET\", \"tradeSide\": \"BUY\", \"volumeInUnits\": 1000}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<OrderOutcomeEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private boolean ownTokens = true;
    private CTraderSimulator simulator;
    private SimulatorCamel camel;

    @BeforeEach
    void start() throws Exception {
        simulator = CTraderSimulator.builder().feedPaused().start();
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
        camel = camel(true);
        camel.context.getRouteController().startRoute("orders");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private SimulatorCamel camel(boolean namesTheAccount) throws Exception {
        CTraderComponent component = new CTraderComponent();
        SimulatorCamel started = new SimulatorCamel(simulator, component);
        if (!namesTheAccount && !ownTokens) {
            component.getConfiguration().setAccessToken(null);
        }
        component.setOrderJournalFile(directory.resolve("orders.journal").toString());
        String account = namesTheAccount ? "&accountId=" + SimulatorCamel.ACCOUNT : "";
        return started.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order")
                        .routeId("orders")
                        .autoStartup(false)
                        .to("ctrader:demo?messageType=NewOrderReq&orderTimeout=300ms" + account);
                from("ctrader:demo?eventTypes=OrderOutcome")
                        .routeId("outcomes")
                        .autoStartup(false)
                        .process(exchange -> {
                            if (failing.get()) {
                                throw new IllegalStateException("The data base is away");
                            }
                            told.add(SimulatorCamel.body(exchange, OrderOutcomeEvent.class));
                        });
                from("ctrader:demo?eventTypes=Connection").to("mock:connection");
            }
        });
    }

    /** Ends with a process that does not know what became of its order. */
    private void leaveUnknown() {
        simulator.fault(FaultRule.parse("on NewOrderReq swallow-answer"));
        simulator.fault(FaultRule.parse("always on OrderListReq error"));
        camel.template()
                .asyncSend("direct:order", exchange -> exchange.getMessage().setBody(ORDER));
        await().until(() -> !simulator
                .journal()
                .received(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE)
                .isEmpty());
        camel.context.stop();
        simulator.clearFaults();
    }

    @Test
    void aConsumerThatStartsLaterIsToldAlsoAfterARestartAndOnlyOnce() throws Exception {
        leaveUnknown();
        camel = camel(false);
        awaitSettled();
        camel.context.getRouteController().startRoute("outcomes");
        await().untilAsserted(() -> assertThat(told)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED")));

        camel.context.stop();
        camel = camel(false);
        camel.context.getRouteController().startRoute("outcomes");
        camel.mock("connection").expectedMinimumMessageCount(1);
        camel.mock("connection").assertIsSatisfied();
        camel.context.stop();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatARouteFailedToDealWithIsToldToTheNextOne() throws Exception {
        leaveUnknown();
        failing.set(true);
        camel = camel(false);
        camel.context.getRouteController().startRoute("outcomes");
        awaitSettled();
        camel.context.stop();
        assertThat(told).isEmpty();

        failing.set(false);
        camel = camel(false);
        camel.context.getRouteController().startRoute("outcomes");
        await().untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void whereNoTokensAreLeftForAnAccountItIsNamedInTheLogWithItsOrders() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelctrader.client.session.OrdersAtClose");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        try {
            leaveUnknown();
            ownTokens = false;
            camel = camel(false);
            await().until(() -> !log.list.isEmpty());
            simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            await().until(() -> timesReady() == 2);
            // Whatever the loop does once it is ready again comes before its end.
            camel.context.stop();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith("demo account " + SimulatorCamel.ACCOUNT + " has 1 orders in the journal")
                    .endsWith("no tokens for it: " + orderId());
        });
    }

    private long timesReady() {
        return camel.mock("connection").getReceivedExchanges().stream()
                .map(exchange -> SimulatorCamel.body(exchange, ConnectionEvent.class))
                .filter(event -> event.state() == ConnectionState.READY)
                .count();
    }

    /** The id that the component gave the order. */
    private String orderId() {
        return simulator
                .journal()
                .received(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE)
                .stream()
                .map(entry -> Objects.requireNonNull((ProtoOANewOrderReq) entry.message())
                        .getClientOrderId())
                .findFirst()
                .orElseThrow();
    }

    /** The look-up, for which the component's tokens give access to the account that no endpoint names, has read all. */
    private void awaitSettled() {
        await().until(() -> simulator
                        .journal()
                        .received(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_RECONCILE_REQ_VALUE)
                        .size()
                > 0);
    }
}
