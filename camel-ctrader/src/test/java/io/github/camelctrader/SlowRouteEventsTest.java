package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.RecordedTick;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a route gets of a market that is faster than it is. */
class SlowRouteEventsTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final String URI = "ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT;
    private static final int SYMBOLS = 20;
    private static final int ROUNDS = 50;
    private static final int ORDERS = 10;
    private static final int AT_ONCE = 5_000;
    private static final long FIRST_BID = 110_001;

    private final SimulatorCamel camel = new SimulatorCamel(simulator());
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        camel.close();
    }

    /** As slow as a route can be: while the market goes on it does not end its first exchange. */
    @Test
    void ofTwentySymbolsTheNewestPricesComeAndOfExecutionsAllInOrder() throws Exception {
        Map<Long, BigDecimal> newest = new ConcurrentHashMap<>();
        List<Long> filled = new CopyOnWriteArrayList<>();
        AtomicInteger quotes = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").to(URI);
                from(URI + "&eventTypes=Spot&symbols=" + String.join(",", names()))
                        .process(seenBy -> seen.incrementAndGet());
                from(URI + "&eventTypes=Spot,Execution&symbols=" + String.join(",", names()))
                        .process(exchange -> {
                            released.await();
                            if (exchange.getMessage().getBody() instanceof ProtoOASpotEvent spot) {
                                quotes.incrementAndGet();
                                newest.put(
                                        spot.getSymbolId(),
                                        exchange.getMessage().getHeader(CTraderConstants.BID, BigDecimal.class));
                            } else if (exchange.getMessage().getBody() instanceof ProtoOAExecutionEvent execution
                                    && execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED) {
                                filled.add(execution.getOrder().getOrderId());
                            }
                        });
            }
        });
        until(() -> seen.get() >= SYMBOLS);

        List<Long> ordered = new ArrayList<>();
        Map<Long, BigDecimal> last = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                BigDecimal bid = BigDecimal.valueOf(100_000L + round * 10L + symbol, 5);
                camel.simulator.quote(DEMO, names().get(symbol), bid.toPlainString(), "1.09999");
                last.put(id(symbol), bid);
            }
            if (round % (ROUNDS / ORDERS) == 0) {
                ordered.add(order());
            }
        }
        // The other route is quick: what it saw last, the client has read.
        int all = seen.get();
        camel.simulator.quote(DEMO, names().get(0), "1.09998", "1.09999");
        last.put(id(0), new BigDecimal("1.09998"));
        until(() -> seen.get() > all);
        released.countDown();

        until(() -> newest.equals(last) && filled.size() == ORDERS);
        assertThat(filled).isEqualTo(ordered);
        assertThat(quotes.get()).isLessThan(SYMBOLS * ROUNDS / 2);
    }

    /** With {@code -Dmarket.queued=1000000} as many; never more are under way than the route's queue holds. */
    @Test
    @Timeout(900)
    void aRouteThatQueuesGetsEachQuoteInOrder() throws Exception {
        int count = Integer.getInteger("market.queued", 20_000);
        List<Long> others = new CopyOnWriteArrayList<>();
        AtomicLong newest = new AtomicLong(FIRST_BID - 1);
        CountDownLatch subscribed = new CountDownLatch(1);
        Semaphore seen = new Semaphore(0);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI + "&eventTypes=Spot&symbols=EURUSD&slowConsumer=queue").process(exchange -> {
                    long bid = SimulatorCamel.body(exchange, ProtoOASpotEvent.class)
                            .getBid();
                    if (bid < FIRST_BID) {
                        subscribed.countDown();
                        return;
                    }
                    if (!newest.compareAndSet(bid - 1, bid)) {
                        others.add(bid);
                    }
                    seen.release();
                });
            }
        });
        assertThat(subscribed.await(50, TimeUnit.SECONDS)).isTrue();
        for (long bid = FIRST_BID; bid < FIRST_BID + count; bid += AT_ONCE) {
            camel.simulator.market(DEMO).replay(ticks(bid), Double.POSITIVE_INFINITY);
            assertThat(seen.tryAcquire(AT_ONCE, 50, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(others).isEmpty();
        assertThat(newest).hasValue(FIRST_BID + count - 1);
    }

    /** Each a point above the one before. */
    private static List<RecordedTick> ticks(long first) {
        return LongStream.range(first, first + AT_ONCE)
                .mapToObj(bid -> new RecordedTick(
                        Instant.EPOCH, "EURUSD", BigDecimal.valueOf(bid, 5).toPlainString(), "90.00000"))
                .toList();
    }

    private long order() {
        ProtoOAExecutionEvent answer =
                camel.template().requestBody("direct:order", SampleOrders.marketMessage(), ProtoOAExecutionEvent.class);
        return Objects.requireNonNull(answer).getOrder().getOrderId();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(50)).until(condition);
    }

    private static long id(int symbol) {
        return symbol == 0 ? 1 : 300 + symbol;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("EURUSD"));
        for (int symbol = 1; symbol < SYMBOLS; symbol++) {
            names.add("METAL" + symbol);
        }
        return names;
    }

    private static CTraderSimulator simulator() {
        SimulatorBuilder builder = CTraderSimulator.builder().feedPaused();
        for (int symbol = 1; symbol < SYMBOLS; symbol++) {
            builder.symbol(SimulatedSymbol.other(
                    id(symbol), "METAL" + symbol, "Metals", "M" + symbol, "USD", 5, "1.00000", "0.00010"));
        }
        return builder.start();
    }
}
