package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many connections at once: that each gets its share, and with other properties how much there is to share. */
class LoadTest {
    private static final List<Long> SYMBOLS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 41L, 101L, 201L);

    @Test
    void everyConnectionGetsEveryQuote() throws Exception {
        int connections = 30;
        long quotes = 200;
        try (CTraderSimulator simulator =
                        CTraderSimulator.builder().quotesPerSecond(0).start();
                LoadClients clients = new LoadClients(simulator, SYMBOLS)) {
            clients.connect(connections);
            for (int index = 0; index < quotes; index++) {
                simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", index % 2 == 0 ? "1.08400" : "1.08300", null);
            }
            assertThat(clients.drain()).isEqualTo(Collections.nCopies(connections, quotes));
        }
    }

    /** For a second and 30 connections, unless properties say otherwise. */
    @Test
    void whatTheFeedSendsIsSharedEvenly() throws Exception {
        int connections = Integer.getInteger("load.connections", 30);
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(Integer.getInteger("load.quotes", 10))
                        .feedPaused()
                        .start();
                LoadClients clients = new LoadClients(simulator, SYMBOLS)) {
            clients.connect(connections);
            simulator.resumeFeed();
            long began = System.nanoTime();
            for (int second = 1; second <= Integer.getInteger("load.seconds", 1); second++) {
                new CountDownLatch(1).await(1, TimeUnit.SECONDS);
                report("after " + second + " s", clients.counts(), System.nanoTime() - began);
            }
            simulator.pauseFeed();
            long ended = System.nanoTime();
            List<Long> shares = clients.drain();
            report("drained " + (System.nanoTime() - ended) / 1_000_000 + " ms later", shares, ended - began);
            assertThat(shares).hasSize(connections).containsOnly(shares.get(0));
        }
    }

    private static void report(String when, List<Long> counts, long nanos) {
        LongSummaryStatistics statistics =
                counts.stream().mapToLong(Long::longValue).summaryStatistics();
        System.out.printf(
                "%s: %d connections, %d quotes, %.0f a second, %d to %d each, %.1f s of processor by the server so far%n",
                when,
                statistics.getCount(),
                statistics.getSum(),
                statistics.getSum() * 1e9 / nanos,
                statistics.getMin(),
                statistics.getMax(),
                serverSeconds());
    }

    private static double serverSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                        .filter(thread ->
                                thread != null && thread.getThreadName().startsWith("ctrader-simulator-"))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                        .sum()
                / 1e9;
    }
}
