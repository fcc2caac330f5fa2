package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route that takes 50 ms for an event, in a market of 1000 events a second on 10 symbols. */
class SlowRouteTest {
    private static final Duration LASTING = Duration.ofSeconds(30);
    private static final int ORDERS = 10;
    private static final long HEAP_TOLERANCE = 24L << 20;

    private final Map<String, BigDecimal> bids = new ConcurrentHashMap<>();
    private final List<Long> filledOrders = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(120)
    void getsTheNewestPricesAndEveryExecution() throws Exception {
        SimulatorBuilder market = CTraderSimulator.builder().quotesPerSecond(100);
        List<String> names = List.of(
                "EURGBP", "EURCHF", "EURAUD", "EURCAD", "EURNZD", "GBPCHF", "GBPAUD", "GBPCAD", "AUDCAD", "AUDNZD");
        names.forEach(
                name -> market.symbol(SimulatedSymbol.forex(9000 + names.indexOf(name), name, "1.10000", "0.00010")));
        try (TradingHarness harness = new TradingHarness(market.start()).start(routes(names))) {
            await().atMost(Duration.ofSeconds(40)).until(() -> bids.size() == names.size());
            long heapBefore = usedHeap();

            List<Long> placed = new ArrayList<>();
            long end = System.nanoTime() + LASTING.toNanos();
            for (int i = 1; i <= ORDERS; i++) {
                ProtoOAExecutionEvent filled = harness.camel
                        .createProducerTemplate()
                        .requestBody("direct:buy", "", ProtoOAExecutionEvent.class);
                placed.add(Objects.requireNonNull(filled).getOrder().getOrderId());
                long next = end - LASTING.toNanos() * (ORDERS - i) / ORDERS;
                await().atMost(LASTING).until(() -> System.nanoTime() >= next);
            }
            long heapAfter = usedHeap();
            harness.simulator.pauseFeed();
            names.forEach(name -> harness.simulator.quote(SimulatorEnvironment.DEMO, name, "1.23450", "1.23460"));

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() ->
                            assertThat(bids.values()).allMatch(bid -> bid.compareTo(new BigDecimal("1.2345")) == 0));
            assertThat(filledOrders).containsExactlyElementsOf(placed);
            assertThat(harness.simulator.journal().maxOutboundSilenceMillis(SimulatorEnvironment.DEMO))
                    .isLessThan(11_000);
            assertThat(heapAfter - heapBefore).isLessThan(HEAP_TOLERANCE);
        }
    }

    private RouteBuilder routes(List<String> names) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?eventTypes=Spot,Execution&symbols=" + String.join(",", names))
                        .delay(50)
                        .process(SlowRouteTest.this::seen);
                from("direct:buy").setBody(constant("""
                                        {"symbolName": "EURGBP", "orderType": "MARKET", "tradeSide": "BUY", "volumeInUnits": 1000}""")).to("ctrader:demo?messageType=NewOrderReq");
            }
        };
    }

    private void seen(Exchange exchange) {
        if ("ORDER_FILLED".equals(exchange.getIn().getHeader(CTraderConstants.EXECUTION_TYPE))) {
            filledOrders.add(exchange.getIn().getHeader(CTraderConstants.ORDER_ID, Long.class));
        }
        BigDecimal bid = exchange.getIn().getHeader(CTraderConstants.BID, BigDecimal.class);
        String symbol = exchange.getIn().getHeader(CTraderConstants.SYMBOL_NAME, String.class);
        if (bid != null && symbol != null) {
            bids.put(symbol, bid);
        }
    }

    private static long usedHeap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
