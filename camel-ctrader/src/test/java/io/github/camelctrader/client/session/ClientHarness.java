package io.github.camelctrader.client.session;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
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
import io.github.camelctrader.simulator.CutKind;
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
import org.jspecify.annotations.Nullable;

/** A simulator and one client of its demo environment, over real TLS sockets. */
final class ClientHarness implements AutoCloseable {
    static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    static final Message VERSION = ProtoOAVersionReq.getDefaultInstance();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What the clients of these tests speak; a test class that is run over both sets it. */
    static volatile Transport transport = Transport.TCP;

    private static final long EURUSD = 1;

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

    void use(long accountId) {
        client.useAccount(accountId, SimulatorDefaults.ACCESS_TOKEN);
    }

    /** Uses the default account and waits until events of these types can come. */
    Recorder readyFor(Set<String> eventTypes) {
        use(ACCOUNT);
        Recorder recorder = subscribe(eventTypes);
        awaitState(ConnectionState.READY);
        return recorder;
    }

    /** Keeps the connection down while something happens at the server. */
    void cut(Runnable meanwhile) {
        simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        await().until(() -> client.snapshot().state() != ConnectionState.READY);
        meanwhile.run();
        simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
    }

    /** @param ask of EURUSD, with five decimals; the bid is less than a pip below */
    void quote(String ask) {
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", ask.substring(0, 6) + "0", ask);
    }

    /** Buys at the market. */
    ProtoOAExecutionEvent market() {
        return (ProtoOAExecutionEvent)
                request(order(ProtoOAOrderType.MARKET, null)).join().message();
    }

    /** Places an order that rests until the ask falls to its price. */
    void limit(String price) {
        request(order(ProtoOAOrderType.LIMIT, price)).join();
    }

    static ProtoOANewOrderReq order(ProtoOAOrderType type, @Nullable String limit) {
        ProtoOANewOrderReq.Builder order = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(EURUSD)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000);
        if (limit != null) {
            order.setLimitPrice(Double.parseDouble(limit));
        }
        return order.build();
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
