package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.numberOf;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One thread offers, a pool takes, and each event is done on one of several threads: nothing may be lost, doubled or
 * handed over beside another event, whatever the timing.
 */
class DeliveryStressTest {
    private static final int EVENTS = 100_000;
    private static final int SYMBOLS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final ExecutorService others = Executors.newFixedThreadPool(2);

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
        others.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"CONFLATE, 1", "CONFLATE, 2", "CONFLATE, 3", "QUEUE, 4", "QUEUE, 5"})
    void losesNothingAndKeepsOrderUnderConcurrency(SlowConsumer slowConsumer, long seed) {
        Random random = new Random(seed);
        Sink sink = new Sink(seed);
        Delivery delivery = new Delivery(
                Events.everything(slowConsumer, EVENTS), sink, executor, new VirtualLoop(), Environment.DEMO, null);
        List<Long> executionsOffered = new ArrayList<>();
        Map<Long, Long> newestBid = new HashMap<>();
        int quotesOffered = 0;

        for (long i = 1; i <= EVENTS; i++) {
            switch (random.nextInt(40)) {
                case 0 -> delivery.suspend();
                case 1, 2 -> delivery.resume();
                default -> {
                    if (random.nextBoolean()) {
                        delivery.offer(execution(i));
                        executionsOffered.add(i);
                    } else {
                        long symbolId = 1 + random.nextInt(SYMBOLS);
                        delivery.offer(spot(symbolId, i, i + 1));
                        newestBid.put(symbolId, i);
                        quotesOffered++;
                    }
                }
            }
        }
        delivery.resume();
        int updates = quotesOffered;
        await().atMost(PATIENCE)
                .until(() -> sink.updates.get() == updates && sink.executionCount.get() == executionsOffered.size());

        assertThat(sink.broken).isEmpty();
        assertThat(sink.executions).isEqualTo(executionsOffered);
        assertThat(sink.lastBid).isEqualTo(newestBid);
        assertThat(sink.mostMerged > 1).isEqualTo(slowConsumer == SlowConsumer.CONFLATE);
        assertThat(delivery.pending()).isZero();
        assertThat(delivery.missed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void whatAFullLaneCouldNotKeepIsInAGapAtItsPlace(long seed) {
        Sink sink = new Sink(seed);
        Delivery delivery = new Delivery(
                Events.andGaps(SlowConsumer.CONFLATE, 50), sink, executor, new VirtualLoop(), Environment.DEMO, null);
        for (long i = 1; i <= EVENTS; i++) {
            delivery.offer(execution(i));
        }
        await().atMost(PATIENCE).until(() -> sink.executionCount.get() + sink.missed.get() == EVENTS);

        assertThat(sink.broken).isEmpty();
        assertThat(sink.missed.get()).isPositive().isEqualTo(delivery.missed());
        assertThat(sink.executions).isSorted().doesNotHaveDuplicates();
        long before = 0;
        for (int i = 0; i < sink.executions.size(); i++) {
            long number = sink.executions.get(i);
            assertThat(number - before - 1).isEqualTo(sink.missedBefore.getOrDefault(i, 0L));
            before = number;
        }
    }

    /** Deliberately unguarded state: only the delivery's own hand-over makes it safe. */
    private final class Sink implements EventSink {
        private final Random random;
        private final List<Long> executions = new ArrayList<>();
        private final Map<Long, Long> lastBid = new HashMap<>();
        private final List<String> broken = new ArrayList<>();
        private final AtomicInteger inProgress = new AtomicInteger();
        private final AtomicInteger executionCount = new AtomicInteger();
        private final AtomicInteger updates = new AtomicInteger();
        private final AtomicLong missed = new AtomicLong();
        private final Map<Integer, Long> missedBefore = new HashMap<>();
        private int mostMerged;

        private Sink(long seed) {
            random = new Random(seed);
        }

        @Override
        public void accept(ClientEvent event, Runnable done) {
            if (inProgress.incrementAndGet() != 1) {
                broken.add("two events in progress");
            }
            if (event.body() instanceof GapEvent gap) {
                missedBefore.merge(executions.size(), gap.missed(), Long::sum);
            } else if (event.quote() == null) {
                executions.add(numberOf(event));
            } else {
                takeQuote(event, event.quote());
                mostMerged = Math.max(mostMerged, event.conflated());
            }
            Runnable end = () -> {
                inProgress.decrementAndGet();
                done.run();
                done.run();
            };
            switch (random.nextInt(20)) {
                case 0 -> others.execute(end);
                case 1 -> executor.execute(end);
                default -> end.run();
            }
            // Last, so that the test sees all of the above once it sees the count.
            if (event.body() instanceof GapEvent gap) {
                missed.addAndGet(gap.missed());
            } else {
                (event.quote() == null ? executionCount : updates).addAndGet(event.conflated());
            }
        }

        private void takeQuote(ClientEvent event, Quote quote) {
            Long bid = quote.bid();
            Long before = lastBid.put(event.symbolId(), bid == null ? 0 : bid);
            if (bid == null || (before != null && before >= bid)) {
                broken.add("quote " + bid + " after " + before);
            }
        }

        @Override
        public void problem(CTraderException problem) {
            broken.add(problem.toString());
        }
    }
}
