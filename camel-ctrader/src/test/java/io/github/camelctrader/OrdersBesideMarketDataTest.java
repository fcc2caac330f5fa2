package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are alike, of routes that are in the midst of a download or were started by market data. */
class OrdersBesideMarketDataTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long TO = Instant.now().toEpochMilli() / HOUR * HOUR - HOUR;

    /** Five bars, two to a page. */
    private static final Map<String, Object> RANGE = Map.of(
            "symbolId",
            1,
            "period",
            "M1",
            "fromTimestamp",
            TO - Duration.ofMinutes(4).toMillis(),
            "toTimestamp",
            TO);

    private static final String ACCOUNT = "accountId=" + SimulatorCamel.ACCOUNT;
    private static final String BARS = "ctrader:demo?messageType=GetTrendbarsReq&paging=all&" + ACCOUNT;
    private static final String ORDER = "ctrader:demo?messageType=NewOrderReq&orderTimeout=20s&" + ACCOUNT;
    /** Gives up so soon that the outcome is unknown when the attempt ends. */
    private static final String HASTY = ORDER.replace("20s", "150ms");

    private final SimulatorCamel camel = new SimulatorCamel(
            CTraderSimulator.builder()
                    .feedPaused()
                    .priceHistory(PriceHistory.DEFAULT.withBars(2))
                    .historicalRequestsPerSecond(1000)
                    .requestsPerSecond(1000)
                    .start(),
            new CTraderComponent((settings, executor) -> QuickClient.open(
                    settings, executor, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100))));
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        camel.component.getConfiguration().setRequestsPerSecond(1000);
        camel.component.getConfiguration().setHistoricalRequestsPerSecond(1000);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(200).redeliveryDelay(0));
                order(download("streaming").split(body()).streaming().stopOnException(), HASTY);
                order(download("parallel").split(body()).streaming().parallelProcessing(), HASTY);
                order(download("open"), ORDER);
                order(
                        from("direct:polls")
                                .loop(2)
                                .process(exchange -> quote())
                                .pollEnrich("ctrader:demo?symbols=EURUSD&" + ACCOUNT, 20_000),
                        HASTY);
                from("direct:enclosed").to("direct:enclosedSub");
                order(
                                download("enclosedSub")
                                        .errorHandler(noErrorHandler())
                                        .split(body())
                                        .streaming()
                                        .stopOnException(),
                                ORDER)
                        .process(OrdersBesideMarketDataTest.this::failAtTheThird);
            }

            private RouteDefinition download(String name) {
                return from("direct:" + name)
                        .routeId(name)
                        .setBody(constant(RANGE))
                        .to(BARS);
            }
        });
        quote();
    }

    private <T extends ProcessorDefinition<T>> T order(ProcessorDefinition<T> before, String producer) {
        return before.process(exchange -> {
                    seen.incrementAndGet();
                    exchange.getMessage().setBody(SampleOrders.market(1000));
                })
                .to(producer)
                .process(exchange -> told.add(SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class)
                        .getOrder()
                        .getOrderId()));
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @ParameterizedTest
    @CsvSource({"streaming, 5", "parallel, 5", "open, 1", "polls, 2"})
    void anOrderIsExecutedOnceThoughItsFirstAttemptEndsInDoubt(String route, int wanted) {
        if (!route.equals("open")) {
            firstInDoubt();
        }
        Exchange done = camel.template().request("direct:" + route, exchange -> {});

        assertThat(done.getException()).isNull();
        assertExecuted(wanted);
    }

    /** The whole download is made again, with its orders of before. */
    @Test
    void rowsOfADownloadThatIsMadeAgainHaveTheirOrdersOfBefore() {
        Exchange done = camel.template().request("direct:enclosed", exchange -> {});

        assertThat(done.getException()).isNull();
        assertThat(Set.copyOf(told)).hasSize(5);
        assertThat(executed()).hasSize(5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&eventTypes=SpotEvent",
                "&eventTypes=SpotEvent&slowConsumer=queue",
                "&eventTypes=Trendbar&trendbars=M1",
                "&eventTypes=Depth&depth=book",
                "&eventTypes=Depth&depth=delta"
            })
    void eachEventOfAMarketPlacesAnOrderOfItsOwn(String options) throws Exception {
        firstInDoubt();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                order(
                        from("ctrader:demo?symbols=EURUSD&" + ACCOUNT + options)
                                .routeId("events")
                                .errorHandler(defaultErrorHandler()
                                        .maximumRedeliveries(200)
                                        .redeliveryDelay(0)),
                        HASTY);
            }
        });
        for (int quotes = 0; quotes < 3; quotes++) {
            int before = told.size();
            quote();
            await().atMost(PATIENCE).until(() -> told.size() > before);
        }
        camel.context.getRouteController().stopRoute("events");

        assertThat(seen.get()).isGreaterThanOrEqualTo(3);
        assertExecuted(seen.get());
    }

    private void firstInDoubt() {
        camel.simulator.faults("on NewOrderReq swallow-answer\n3 times on OrderListReq error");
    }

    private void failAtTheThird(Exchange exchange) {
        if (failures.incrementAndGet() == 3) {
            throw new IllegalStateException("The third row fails at first");
        }
    }

    private void assertExecuted(int wanted) {
        assertThat(executed()).hasSize(wanted).doesNotHaveDuplicates();
        assertThat(told).hasSize(wanted).doesNotHaveDuplicates();
    }

    private List<String> executed() {
        return camel.simulator.journal().executed(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE).stream()
                .map(entry -> ((ProtoOANewOrderReq) Objects.requireNonNull(entry.message())).getClientOrderId())
                .toList();
    }

    private int price = 10_000;

    private void quote() {
        price += 10;
        camel.simulator.quote(DEMO, "EURUSD", "1." + price, "1." + (price + 5));
    }
}
