package io.github.camelctrader.benchmarks;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.session.NettyCTraderClient;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the number of accounts costs: from the start until all have a session, the same after a cut, and memory. */
final class Scale {
    static final String NAME = "scale";

    private static final int[] ACCOUNTS = {1, 200, 2_000};
    private static final int GARBAGE_RUNS = 3;
    private static final double MILLI = 1e6;
    private static final int KIB = 1_024;

    private Scale() {}

    static String table() throws InterruptedException {
        StringBuilder text = new StringBuilder(
                "| accounts | start to ready, ms | cut to ready, ms | memory of all, KiB |\n|---|---|---|---|\n");
        try (Pump pump = new Pump(1)) {
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

    private static long used() {
        for (int run = 0; run < GARBAGE_RUNS; run++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
