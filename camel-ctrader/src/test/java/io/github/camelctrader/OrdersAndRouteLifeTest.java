package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are under way while their route is stopped, suspended, replaced or removed, by others or by itself. */
class OrdersAndRouteLifeTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final String ORDER =
            "ctrader:demo?messageType=NewOrderReq&orderTimeout=500ms&accountId=" + SimulatorCamel.ACCOUNT;

    private final SimulatorCamel camel = new SimulatorCamel(
            CTraderSimulator.builder().feedPaused().start(),
            new CTraderComponent((settings, executor) -> QuickClient.open(
                    settings, executor, Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMillis(100))));
    private final List<Long> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.context.getShutdownStrategy().setTimeout(50);
        camel.start(new Trade());
        camel.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
    }

    /** The route that is meddled with, and others that place orders in their own ways. */
    private final class Trade extends RouteBuilder {
        @Override
        public void configure() {
            order(from("direct:trade").routeId("trade"));
        }
    }

    private <T extends ProcessorDefinition<T>> T order(ProcessorDefinition<T> before) {
        return before.process(OrdersAndRouteLifeTest::want).to(ORDER).process(this::note);
    }

    private static void want(Exchange exchange) {
        exchange.getMessage()
                .setBody(Map.of(
                        "symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", 1000));
    }

    private void note(Exchange exchange) {
        told.add(SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class)
                .getOrder()
                .getOrderId());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "suspend", "control bus", "reload", "remove"})
    void anOrderThatIsUnderWayIsAnsweredAndTheNextOneIsAnother(String deed) throws Exception {
        camel.simulator.faults("on NewOrderReq swallow-answer");
        CompletableFuture<Exchange> first = camel.template().asyncSend("direct:trade", exchange -> {});
        await().until(() -> sent() == 1);
        var control = camel.context.getRouteController();
        switch (deed) {
            case "stop" -> {
                control.stopRoute("trade");
                control.startRoute("trade");
            }
            case "suspend" -> {
                control.suspendRoute("trade");
                control.resumeRoute("trade");
            }
            case "control bus" -> {
                camel.template().sendBody("controlbus:route?routeId=trade&action=stop", "");
                camel.template().sendBody("controlbus:route?routeId=trade&action=start", "");
            }
            case "reload" -> camel.context.addRoutes(new Trade());
            default -> {
                control.stopRoute("trade");
                camel.context.removeRoute("trade");
                camel.context.addRoutes(new Trade());
            }
        }

        assertThat(first.get(40, TimeUnit.SECONDS).getException()).isNull();
        assertThat(camel.template().request("direct:trade", exchange -> {}).getException())
                .isNull();
        assertExecuted(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRouteThatStopsItselfBeforeOrAfterItsOrderIsAnsweredAndGoesOnWhenItIsStarted(boolean before) throws Exception {
        String bus = "controlbus:route?routeId=stopsItself&action=stop&async=true";
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (before) {
                    order(from("direct:stopsItself").routeId("stopsItself").to(bus));
                } else {
                    order(from("direct:stopsItself").routeId("stopsItself")).to(bus);
                }
            }
        });
        for (int orders = 1; orders <= 2; orders++) {
            assertThat(camel.template()
                            .request("direct:stopsItself", exchange -> {})
                            .getException())
                    .isNull();
            await().until(() ->
                    camel.context.getRouteController().getRouteStatus("stopsItself") == ServiceStatus.Stopped);
            assertExecuted(orders);
            camel.context.getRouteController().startRoute("stopsItself");
        }
    }

    @Test
    void aConsumerThatIsStoppedInTheMidstOfItsOrderDealsWithItOnce() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                order(from("ctrader:demo?symbols=EURUSD&eventTypes=SpotEvent&accountId=" + SimulatorCamel.ACCOUNT)
                        .routeId("quotes")
                        .autoStartup(false));
            }
        });
        camel.simulator.faults("on NewOrderReq swallow-answer");
        camel.context.getRouteController().startRoute("quotes");
        await().until(() -> sent() == 1);
        camel.context.getRouteController().stopRoute("quotes");

        assertExecuted(1);
    }

    @Test
    void whatAnAggregatorHoldsWhenCamelStopsIsOrderedAndAnswered() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                order(from("direct:gathers")
                        .aggregate(header("group"), new UseLatestAggregationStrategy())
                        .completionTimeout(600_000)
                        .forceCompletionOnStop());
            }
        });
        for (String group : List.of("a", "b", "a")) {
            camel.template().sendBodyAndHeader("direct:gathers", "", "group", group);
        }
        camel.context.stop();

        assertExecuted(2);
    }

    /** As from a queue that delivers at least once. */
    @Test
    void messagesThatComeTwiceAtTheSameTimeAreOneOrderWhateverIsBeforeIt() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:queue")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .process(OrdersAndRouteLifeTest::want)
                        .threads(4)
                        .delay(1)
                        .asyncDelayed()
                        .throttle(100)
                        .dynamicRouter(method(Once.class))
                        .process(OrdersAndRouteLifeTest.this::note);
            }
        });
        camel.simulator.faults("on NewOrderReq swallow-answer");
        List<Future<Exchange>> deliveries = new CopyOnWriteArrayList<>();
        for (String ticket : List.of("ticket-1", "ticket-2", "ticket-1", "ticket-2", "ticket-1")) {
            deliveries.add(camel.context
                    .createFluentProducerTemplate()
                    .to("direct:queue")
                    .withProcessor(
                            exchange -> exchange.getMessage().setHeader(CTraderConstants.CLIENT_ORDER_ID, ticket))
                    .asyncSend());
        }
        for (Future<Exchange> delivery : deliveries) {
            assertThat(delivery.get(40, TimeUnit.SECONDS).getException()).isNull();
        }

        assertThat(executed()).containsExactlyInAnyOrder("ticket-1", "ticket-2");
        assertThat(told).hasSize(5);
        assertThat(Set.copyOf(told)).hasSize(2);
    }

    /** Routes a message to the producer and then nowhere. */
    public static final class Once {
        /** The next step, or null. */
        public static @Nullable String next(Exchange exchange) {
            boolean first = exchange.getProperty(Exchange.SLIP_ENDPOINT) == null;
            return first ? ORDER : null;
        }
    }

    private void assertExecuted(int wanted) {
        assertThat(executed()).hasSize(wanted).doesNotHaveDuplicates();
        assertThat(told).hasSize(wanted).doesNotHaveDuplicates();
    }

    private int sent() {
        return camel.simulator
                .journal()
                .received(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE)
                .size();
    }

    private List<String> executed() {
        return camel.simulator.journal().executed(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE).stream()
                .map(entry -> ((ProtoOANewOrderReq) Objects.requireNonNull(entry.message())).getClientOrderId())
                .toList();
    }
}
