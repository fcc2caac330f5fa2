package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.TokenStore;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A simulator, and clients to demo and live that share their tokens as those of one component do. */
final class TokenHarness implements AutoCloseable {
    static final long DEMO = SimulatorDefaults.DEMO_ACCOUNT;
    static final long SECOND_DEMO = SimulatorDefaults.SECOND_DEMO_ACCOUNT;
    static final long LIVE = SimulatorDefaults.LIVE_ACCOUNT;

    final CTraderSimulator simulator;
    final CTraderClient demo;
    final CTraderClient live;
    final AccountTokens tokens;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    TokenHarness(CTraderSimulator simulator, @Nullable TokenStore store) {
        this.simulator = simulator;
        this.tokens = new AccountTokens(SimulatorDefaults.ACCESS_TOKEN, SimulatorDefaults.REFRESH_TOKEN, store);
        TokenGrants grants = new TokenGrants(Ticker.system());
        demo = open(Environment.DEMO, simulator.demoPort(), grants);
        live = open(Environment.LIVE, simulator.livePort(), grants);
    }

    private CTraderClient open(Environment environment, int port, TokenGrants grants) {
        return NettyCTraderClient.open(
                ConnectionSettings.builder(environment, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                        .address(simulator.host(), port)
                        .transport(ClientHarness.transport)
                        .sslContext(simulator.clientSslContext())
                        .requestTimeout(Duration.ofSeconds(1))
                        .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200))
                        .build(),
                executor,
                grants,
                new MemoryOrderJournal());
    }

    Recorder listen(CTraderClient client, Set<String> eventTypes, Set<Long> accounts, String... symbols) {
        Recorder recorder = new Recorder();
        client.subscribe(
                new EventInterest(eventTypes, accounts, List.of(symbols), true, SlowConsumer.CONFLATE, 10_000),
                recorder,
                executor);
        return recorder;
    }

    CompletableFuture<Reply> reconcile(CTraderClient client, long accountId) {
        return client.request(
                ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .build(),
                Duration.ofSeconds(20));
    }

    long received(SimulatorEnvironment environment, int payloadType) {
        return simulator.journal().count(environment, payloadType);
    }

    static List<TokenRefreshedEvent> refreshes(Recorder recorder) {
        return recorder.events("TokenRefreshedEvent").stream()
                .map(event -> (TokenRefreshedEvent) event.body())
                .toList();
    }

    @Override
    public void close() {
        demo.close();
        live.close();
        simulator.close();
        executor.shutdownNow();
    }
}
