package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ChildProcess;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A process that sends one market order, with a journal in a file, and is killed while it does. */
final class OrderChild {
    /** What it says when the order is in the journal. */
    static final String WRITTEN = "written";

    private OrderChild() {}

    /** @param stopAfterJournal whether it comes to a stop between the journal and the send */
    static ChildProcess start(CTraderSimulator simulator, Path journal, String id, boolean stopAfterJournal)
            throws IOException, GeneralSecurityException {
        Path trust = TrustFile.write(simulator, journal.resolveSibling("trust.p12"));
        return ChildProcess.start(new ProcessBuilder(ChildProcess.java(
                        OrderChild.class,
                        journal.toString(),
                        trust.toString(),
                        simulator.host(),
                        String.valueOf(simulator.demoPort()),
                        id,
                        String.valueOf(stopAfterJournal)))
                .redirectErrorStream(true));
    }

    /** Never ends by itself. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        OrderJournal journal =
                new SayingJournal(new FileOrderJournal(Path.of(arguments[0])), Boolean.parseBoolean(arguments[5]));
        CTraderClient client = NettyCTraderClient.open(
                ConnectionSettings.builder(
                                Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                        .address(arguments[2], Integer.parseInt(arguments[3]))
                        .sslContext(TrustFile.read(Path.of(arguments[1])))
                        .build(),
                Executors.newCachedThreadPool(),
                new TokenGrants(Ticker.system()),
                journal);
        client.useAccount(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        client.order(
                        OrderHarness.market().build(),
                        new OrderOptions(OrderReply.AUTO, Duration.ofSeconds(30), arguments[4]))
                .join();
        new CountDownLatch(1).await();
    }

    /** Says when the first record is safe. */
    private record SayingJournal(OrderJournal journal, boolean stops) implements OrderJournal {
        @Override
        public List<OrderRecord> open() {
            return journal.open();
        }

        @Override
        public void write(OrderRecord record) {
            journal.write(record);
            if (record.phase() == OrderRecord.Phase.SUBMITTED) {
                System.out.println(WRITTEN);
                if (stops) {
                    new java.util.concurrent.CompletableFuture<>().join();
                }
            }
        }

        @Override
        public void close() {
            journal.close();
        }
    }
}
