package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.model.ProtoPayloadType;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.Journal;
import io.github.camelctrader.simulator.JournalEntry.Direction;
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
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A route that takes 50 ms for an event, in a market of 1,000 events a second on 10 symbols. As issue 13 wants it with {@code
 * -Dmarket.symbols=20 -Dmarket.quotes=250}: 5,000 a second on 20.
 */
class SlowRouteTest {
    private static final int COLLECTIONS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SYMBOLS = Integer.getInteger("market.symbols", 10);
    /** Of each symbol in a second. */
    private static final int QUOTES = Integer.getInteger("market.quotes", 100);

    private static final int ORDERS = 10;
    private static final long MOST_HEAP = 8L << 20;

    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;

    private final Map<String, BigDecimal> bids = new ConcurrentHashMap<>();
    private final List<Long> filledOrders = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(120)
    void getsTheNewestPricesAndEveryExecution() throws Exception {
        SimulatorBuilder market = CTraderSimulator.builder().quotesPerSecond(QUOTES);
        List<String> names =
                IntStream.range(0, SYMBOLS).mapToObj(number -> "METAL" + number).toList();
        names.forEach(name -> market.symbol(SimulatedSymbol.other(
                9000 + names.indexOf(name),
                name,
                "Metals",
                "M" + names.indexOf(name),
                "USD",
                5,
                "1.10000",
                "0.00010")));
        try (TradingHarness harness = new TradingHarness(market.start()).start(routes(names))) {
            await().atMost(Duration.ofSeconds(40)).until(() -> bids.size() == names.size());
            List<Long> placed = new ArrayList<>();
            for (int i = 1; i <= ORDERS; i++) {
                ProtoOAExecutionEvent filled = harness.camel
                        .createProducerTemplate()
                        .requestBody("direct:buy", "", ProtoOAExecutionEvent.class);
                placed.add(Objects.requireNonNull(filled).getOrder().getOrderId());
                await().pollDelay(PAUSE).until(() -> true);
            }
            // Nobody asks for anything now, so that only heartbeats keep the link.
            Journal journal = harness.simulator.journal();
            await().atMost(Duration.ofSeconds(60)).until(() -> beats(journal) >= 2);
            harness.simulator.pauseFeed();
            long heap = usedHeap();
            names.forEach(name -> harness.simulator.quote(DEMO, name, "1.23450", "1.23460"));

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() ->
                            assertThat(bids.values()).allMatch(bid -> bid.compareTo(new BigDecimal("1.2345")) == 0));
            assertThat(filledOrders).containsExactlyElementsOf(placed);
            // The server ends a link after 30 s without a word.
            assertThat(journal.maxOutboundSilenceMillis(DEMO)).isLessThan(30_000);
            assertThat(harness.simulator.acceptedConnections(DEMO)).isEqualTo(1);
            // The simulator keeps its ticks; what goes when Camel stops was ours.
            harness.camel.stop();
            long ours = heap - usedHeap();
            assertThat(ours).isLessThan(MOST_HEAP);
            System.out.printf(
                    "%d symbols, %d quotes sent, %d kB held by the client, longest silence %d ms%n",
                    SYMBOLS,
                    journal.count(DEMO, Direction.SENT, ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE),
                    ours >> 10,
                    journal.maxOutboundSilenceMillis(DEMO));
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
                                        {"symbolName": "METAL0", "orderType": "MARKET", "tradeSide": "BUY", "volumeInUnits": 1000}""")).to("ctrader:demo?messageType=NewOrderReq");
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

    private static long beats(Journal journal) {
        return journal.count(DEMO, ProtoPayloadType.HEARTBEAT_EVENT_VALUE);
    }

    /** What other tests left behind is given up in several collections, as queues of references are worked off between them. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
