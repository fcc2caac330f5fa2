package io.github.camelctrader.client.session;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A simulator and one client of its demo environment, over real TLS sockets. */
final class ClientHarness implements AutoCloseable {
    static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    static final Message VERSION = ProtoOAVersionReq.getDefaultInstance();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What the clients of these tests speak; a test class that is run over both sets it. */
    static volatile Transport transport = Transport.TCP;

    final CTraderSimulator simulator;
    final CTraderClient client;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    ClientHarness(CTraderSimulator simulator, UnaryOperator<ConnectionSettings.Builder> settings) {
        this(simulator, settings, new MemoryOrderJournal());
    }

    ClientHarness(
            CTraderSimulator simulator, UnaryOperator<ConnectionSettings.Builder> settings, OrderJournal journal) {
        this.simulator = simulator;
        this.client = NettyCTraderClient.open(
                settings.apply(ConnectionSettings.builder(
                                        Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                                .address(simulator.host(), simulator.demoPort())
                                .transport(transport)
                                .sslContext(simulator.clientSslContext())
                                .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200)))
                        .build(),
                executor,
                new TokenGrants(Ticker.system()),
                journal);
    }

    static ClientHarness start() {
        return new ClientHarness(CTraderSimulator.start(), UnaryOperator.identity());
    }

    static ClientHarness start(UnaryOperator<ConnectionSettings.Builder> settings) {
        return new ClientHarness(CTraderSimulator.start(), settings);
    }

    /** The same with the default account in use and the connection ready. */
    static ClientHarness ready() {
        ClientHarness harness = start();
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        return harness;
    }

    ClientHarness awaitState(ConnectionState state) {
        await().atMost(PATIENCE).until(() -> client.snapshot().state() == state);
        return this;
    }

    CompletableFuture<Reply> request(Message message) {
        return client.request(message, Duration.ofSeconds(20));
    }

    Recorder subscribe(Set<String> eventTypes, String... symbols) {
        Recorder recorder = new Recorder();
        client.subscribe(interest(eventTypes, symbols), recorder, executor);
        return recorder;
    }

    static EventInterest interest(Set<String> eventTypes, String... symbols) {
        return new EventInterest(eventTypes, Set.of(ACCOUNT), List.of(symbols), true, SlowConsumer.CONFLATE, 10_000);
    }

    ExecutorService executor() {
        return executor;
    }

    long received(int payloadType) {
        return simulator.journal().count(SimulatorEnvironment.DEMO, payloadType);
    }

    /** What a future failed with. */
    static Throwable failureOf(CompletableFuture<?> future) {
        try {
            throw new AssertionError("Completed with " + future.join());
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    /** Ends the client and leaves the simulator. */
    void closeClient() {
        client.close();
        executor.shutdown();
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
        executor.shutdownNow();
    }
}
