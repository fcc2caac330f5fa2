package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that has no thread to give. */
class NoThreadsTest {
    private final CTraderSimulator simulator = CTraderSimulator.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        simulator.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, RejectedExecutionException.class, IllegalStateException.class})
    void requestsAreCompletedAllTheSame(Class<? extends Throwable> thrown) {
        try (CTraderClient client = open(task -> throwIt(thrown))) {
            assertThat(client.request(ClientHarness.VERSION, Duration.ofSeconds(20)))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .satisfies(reply -> assertThat(reply.message()).isInstanceOf(ProtoOAVersionRes.class));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, IllegalStateException.class})
    void eventsWaitForAThread(Class<? extends Throwable> thrown) {
        AtomicInteger offered = new AtomicInteger();
        try (CTraderClient client = open(threads::execute)) {
            client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            Recorder recorder = new Recorder();
            client.subscribe(ClientHarness.interest(Set.of("spot"), "EURUSD"), recorder, task -> {
                if (offered.incrementAndGet() <= 3) {
                    throwIt(thrown);
                }
                threads.execute(task);
            });

            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !recorder.events().isEmpty());
        }
    }

    private CTraderClient open(Executor executor) {
        return NettyCTraderClient.open(
                ConnectionSettings.builder(
                                Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                        .address(simulator.host(), simulator.demoPort())
                        .transport(ClientHarness.transport)
                        .sslContext(simulator.clientSslContext())
                        .build(),
                executor,
                threads,
                new TokenGrants(Ticker.system()),
                new MemoryOrderJournal());
    }

    private static void throwIt(Class<? extends Throwable> type) {
        if (type == OutOfMemoryError.class) {
            throw new OutOfMemoryError("unable to create native thread");
        } else if (type == RejectedExecutionException.class) {
            throw new RejectedExecutionException("full");
        }
        throw new IllegalStateException("broken");
    }
}
