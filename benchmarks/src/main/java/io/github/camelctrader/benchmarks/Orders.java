package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.session.NettyCTraderClient;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/** Resting orders from the call to the acceptance, against the simulator, with each journal. */
final class Orders {
    static final String NAME = "orders";

    private static final int WARM_UP = 300;
    private static final int ORDERS = 300;
    private static final int REQUESTS_PER_SECOND = 100_000;
    private static final double MILLI = 1e6;
    private static final OrderOptions OPTIONS = new OrderOptions(OrderReply.AUTO, Duration.ofSeconds(60), null);

    private Orders() {}

    static String table() throws Exception {
        Path folder = Files.createTempDirectory("orders");
        try {
            return "| orders, with the journal | p50, ms | p99, ms | CPU us | bytes | a second, " + RoundTrips.IN_FLIGHT
                    + " in flight |\n|---|---|---|---|---|---|\n"
                    + row("in memory", new MemoryOrderJournal())
                    + row("in a file, on the disk before it goes on", new FileOrderJournal(folder.resolve("orders")));
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static String row(String name, OrderJournal journal) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .feedPaused()
                        .requestsPerSecond(REQUESTS_PER_SECOND)
                        .start();
                CTraderClient client = NettyCTraderClient.open(
                        ConnectionSettings.builder(
                                        Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                                .address(simulator.host(), simulator.demoPort())
                                .sslContext(simulator.clientSslContext())
                                .requestLimits(REQUESTS_PER_SECOND, REQUESTS_PER_SECOND)
                                .build(),
                        executor,
                        new TokenGrants(Ticker.system()),
                        journal)) {
            client.useAccount(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            Waiting.until(() -> client.snapshot().state() == ConnectionState.READY);
            RoundTrips.inFlight(WARM_UP, request -> order(client));
            Histogram times = new Histogram(3);
            Measurement alone = Measurement.of(ORDERS, () -> {
                for (int i = 0; i < ORDERS; i++) {
                    long began = System.nanoTime();
                    order(client).join();
                    times.recordValue(System.nanoTime() - began);
                }
            });
            Measurement together = Measurement.of(ORDERS, () -> RoundTrips.inFlight(ORDERS, request -> order(client)));
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.0f | %.0f | %.0f |%n",
                    name,
                    times.getValueAtPercentile(50) / MILLI,
                    times.getValueAtPercentile(99) / MILLI,
                    alone.cpuNanos() / 1_000,
                    alone.bytes(),
                    together.perSecond());
        } finally {
            executor.shutdown();
        }
    }

    private static CompletableFuture<?> order(CTraderClient client) {
        return client.order(
                ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                        .setSymbolId(1)
                        .setOrderType(ProtoOAOrderType.LIMIT)
                        .setTradeSide(ProtoOATradeSide.BUY)
                        .setVolume(100_000)
                        .setLimitPrice(0.5)
                        .build(),
                OPTIONS);
    }
}
