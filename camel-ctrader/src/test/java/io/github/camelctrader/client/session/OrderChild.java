package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderClient;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A process of its own that sends one market order, with a journal in a file, and is killed while it does. */
final class OrderChild implements AutoCloseable {
    private static final char[] PASSWORD = "trust".toCharArray();

    private final Process process;
    private final BufferedReader lines;

    private OrderChild(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param stopAfterJournal whether it comes to a stop between the journal and the send */
    static OrderChild start(CTraderSimulator simulator, Path journal, String id, boolean stopAfterJournal)
            throws IOException, GeneralSecurityException {
        Path trust = journal.resolveSibling("trust.p12");
        try (OutputStream out = Files.newOutputStream(trust)) {
            simulator.trustStore().store(out, PASSWORD);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OrderChild(new ProcessBuilder(List.of(
                        java,
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrderChild.class.getName(),
                        journal.toString(),
                        trust.toString(),
                        simulator.host(),
                        String.valueOf(simulator.demoPort()),
                        id,
                        String.valueOf(stopAfterJournal)))
                .redirectErrorStream(true)
                .start());
    }

    /** Waits until it says that the order is in the journal. */
    void awaitWritten() {
        try {
            String line = lines.readLine();
            while (line != null && !line.equals("written")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new AssertionError("The child ended by itself");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Never ends by itself. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            trust.load(in, PASSWORD);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        OrderJournal journal =
                new SayingJournal(new FileOrderJournal(Path.of(arguments[0])), Boolean.parseBoolean(arguments[5]));
        CTraderClient client = NettyCTraderClient.open(
                ConnectionSettings.builder(
                                Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                        .address(arguments[2], Integer.parseInt(arguments[3]))
                        .sslContext(tls)
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
                System.out.println("written");
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
