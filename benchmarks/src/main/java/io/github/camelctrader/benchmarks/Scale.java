package io.github.camelctrader.benchmarks;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.session.NettyCTraderClient;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What the numbers of symbols, consumers and accounts cost: a quote, from the start until all is ready, the same after a cut, and memory. */
final class Scale {
    static final String NAME = "scale";

    private static final int[] SYMBOLS = {1, 10, 100, 1_000, 5_000};
    private static final int[] CONSUMERS = {1, 10, 100, 1_000};
    private static final int SYMBOLS_OF_ALL = 1_000;
    private static final int[] ACCOUNTS = {1, 10, 200, 2_000};
    private static final int GARBAGE_RUNS = 20;
    private static final long SETTLED_BYTES = 32_768;
    private static final long BETWEEN_RUNS_MILLIS = 100;
    private static final double MILLI = 1e6;
    private static final int KIB = 1_024;

    private Scale() {}

    /** One consumer of all symbols, in rounds after one that warms up. */
    static String symbols(int rounds, int quotes) throws Exception {
        Map<Integer, Report> reports = new LinkedHashMap<>();
        Map<Integer, double[]> ready = new LinkedHashMap<>();
        for (int symbols : SYMBOLS) {
            try (Pump pump = new Pump(symbols)) {
                Report report = new Report("");
                for (int round = 0; round <= rounds; round++) {
                    pump.next();
                    long empty = used();
                    long began = System.nanoTime();
                    try (PlainClient client = new PlainClient(pump, SlowConsumer.QUEUE, 1, symbols, symbols)) {
                        double start = (System.nanoTime() - began) / MILLI;
                        pump.send(quotes / 2, client::taken);
                        Measurement measured = Measurement.of(quotes, () -> pump.send(quotes, client::taken));
                        long memory = used() - empty;
                        if (round > 0) {
                            report.add(NAME, measured);
                            ready.put(symbols, new double[] {start, (double) Math.max(0, memory) / KIB});
                        }
                    }
                }
                reports.put(symbols, report);
            }
        }
        StringBuilder text = new StringBuilder("| symbols of one consumer | CPU ns a quote | bytes a quote |"
                + " start to subscribed, ms | memory of all, KiB |\n|---|---|---|---|---|\n");
        reports.forEach((symbols, report) -> text.append(String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | %.0f |%n",
                symbols,
                report.spread(NAME, Measurement::cpuNanos, "%.0f"),
                report.median(NAME, Measurement::bytes),
                ready.get(symbols)[0],
                ready.get(symbols)[1])));
        return text.toString();
    }

    /** Any number of consumers of ten of a thousand symbols each; a first one warms up. */
    static String consumers() throws Exception {
        StringBuilder text =
                new StringBuilder("| consumers | start to subscribed, ms | memory of all, KiB |\n|---|---|---|\n");
        try (Pump pump = new Pump(SYMBOLS_OF_ALL)) {
            consumers(pump, 1);
            for (int consumers : CONSUMERS) {
                text.append(consumers(pump, consumers));
            }
        }
        return text.toString();
    }

    private static String consumers(Pump pump, int consumers) throws Exception {
        pump.next();
        long empty = used();
        long began = System.nanoTime();
        try (PlainClient client = new PlainClient(pump, SlowConsumer.QUEUE, consumers, SYMBOLS_OF_ALL)) {
            double start = (System.nanoTime() - began) / MILLI;
            return String.format(
                    Locale.ROOT, "| %d | %.0f | %d |%n", consumers, start, Math.max(0, used() - empty) / KIB);
        }
    }

    /** Any number of accounts without consumers; a first one warms up. */
    static String accounts() throws InterruptedException {
        StringBuilder text = new StringBuilder(
                "| accounts | start to ready, ms | cut to ready, ms | memory of all, KiB |\n|---|---|---|---|\n");
        try (Pump pump = new Pump(1)) {
            row(pump, 1);
            for (int accounts : ACCOUNTS) {
                text.append(row(pump, accounts));
            }
        }
        return text.append(
                        "\nThe server lets 50 requests a second through, and each account needs some of its own: times beyond that"
                                + " are the limit's, these are ours.\n")
                .toString();
    }

    private static String row(Pump pump, int accounts) throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        pump.next();
        long empty = used();
        long began = System.nanoTime();
        try (CTraderClient client = NettyCTraderClient.open(
                ConnectionSettings.builder(Environment.DEMO, "benchmark", "benchmark")
                        .address("localhost", pump.port())
                        .sslContext(pump.certificate().clientContext())
                        .requestLimits(PlainClient.REQUESTS_PER_SECOND, PlainClient.REQUESTS_PER_SECOND)
                        .build(),
                executor)) {
            for (int account = 1; account <= accounts; account++) {
                client.useAccount(account, "benchmark");
            }
            awaitReady(client, accounts, 0);
            long ready = System.nanoTime();
            long memory = used() - empty;
            long generation = client.snapshot().generation();
            long cut = System.nanoTime();
            pump.cut();
            awaitReady(client, accounts, generation);
            return String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %d |%n",
                    accounts,
                    (ready - began) / MILLI,
                    (System.nanoTime() - cut) / MILLI,
                    Math.max(0, memory) / KIB);
        } finally {
            executor.shutdown();
        }
    }

    private static void awaitReady(CTraderClient client, int accounts, long after) throws InterruptedException {
        Waiting.until(() -> client.snapshot().generation() > after
                && client.snapshot().state() == ConnectionState.READY
                && client.accounts().stream()
                                .filter(account -> account.state() == AccountStatus.State.ACTIVE)
                                .count()
                        == accounts);
    }

    /** What is on the heap once nothing more of what was before is freed. */
    private static long used() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long before = Long.MAX_VALUE;
        long now = afterCollection();
        for (int run = 0; run < GARBAGE_RUNS && before - now > SETTLED_BYTES; run++) {
            never.await(BETWEEN_RUNS_MILLIS, TimeUnit.MILLISECONDS);
            before = now;
            now = afterCollection();
        }
        return now;
    }

    private static long afterCollection() {
        System.gc();
        // Which client makes the pool of buffers larger is chance.
        return Runtime.getRuntime().totalMemory()
                - Runtime.getRuntime().freeMemory()
                - PooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }
}
