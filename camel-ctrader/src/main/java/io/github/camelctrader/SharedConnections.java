package io.github.camelctrader;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component's connections: one per environment, opened for its first user and closed after its last one. Users that
 * ask the same connection for different settings are refused, since a second connection would halve what the first one
 * may send and double every event.
 */
final class SharedConnections {
    /** Longer than a client takes to drain, so that hitting it means that something hangs. */
    static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SharedConnections.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Environment, Shared> open = new EnumMap<>(Environment.class);
    private final Map<Environment, CompletableFuture<Void>> closing = new EnumMap<>(Environment.class);
    private final ClientOpener opener;

    SharedConnections(ClientOpener opener) {
        this.opener = opener;
    }

    /**
     * Takes a share in the connection of an environment. Returns before it is connected, but waits, bounded, for an
     * earlier connection of the environment that is still closing: two at once would mix their events.
     *
     * @throws InvalidRequestException when the connection is open with other settings
     */
    ConnectionHandle acquire(ConnectionSettings settings, Executor callbackExecutor) {
        awaitClosed(settings.environment());
        lock.lock();
        try {
            Shared shared = open.get(settings.environment());
            if (shared == null) {
                shared = new Shared(opener.open(settings, callbackExecutor));
                open.put(settings.environment(), shared);
            } else {
                takeOverCredentials(settings, shared.client);
                refuseDifferences(settings, shared.client.settings());
            }
            shared.users++;
            Shared taken = shared;
            return new ConnectionHandle(shared.client, () -> release(settings.environment(), taken));
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is open, handles or not, and waits until every connection has ended, bounded. */
    void closeAll() {
        lock.lock();
        try {
            open.forEach((environment, shared) -> closing.put(environment, shared.client.closeAsync()));
            open.clear();
        } finally {
            lock.unlock();
        }
        for (Environment environment : Environment.values()) {
            awaitClosed(environment);
        }
    }

    private void release(Environment environment, Shared shared) {
        lock.lock();
        try {
            shared.users--;
            if (shared.users == 0 && open.remove(environment, shared)) {
                closing.put(environment, shared.client.closeAsync());
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitClosed(Environment environment) {
        CompletableFuture<Void> closed;
        lock.lock();
        try {
            closed = closing.getOrDefault(environment, CompletableFuture.completedFuture(null));
        } finally {
            lock.unlock();
        }
        try {
            closed.get(CLOSE_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The connection to {} did not close within {}; going on without waiting", environment, CLOSE_BOUND);
        } catch (ExecutionException e) {
            LOG.warn("The connection to {} did not close cleanly", environment, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the connection to {} was closing; going on without waiting", environment);
        }
    }

    /** Credentials that the server refuses give way to others; those that work do not. */
    private static void takeOverCredentials(ConnectionSettings wanted, CTraderClient client) {
        ConnectionSettings present = client.settings();
        ConnectionSettings mended = present.withCredentials(wanted.clientId(), wanted.clientSecret());
        boolean otherCredentials = !wanted.differencesFrom(present).isEmpty()
                && wanted.differencesFrom(mended).isEmpty();
        if (otherCredentials && client.replaceCredentials(wanted.clientId(), wanted.clientSecret())) {
            LOG.info("The connection to {} takes other credentials, since its own are refused", wanted.environment());
        }
    }

    private static void refuseDifferences(ConnectionSettings wanted, ConnectionSettings present) {
        List<String> differences = wanted.differencesFrom(present);
        if (!differences.isEmpty()) {
            throw new InvalidRequestException(
                    "environment",
                    wanted.environment(),
                    "all endpoints of an environment share one connection, and this endpoint's settings differ from the"
                            + " ones that it was opened with: " + String.join("; ", differences));
        }
    }

    private static final class Shared {
        private final CTraderClient client;
        private int users;

        private Shared(CTraderClient client) {
            this.client = client;
        }
    }
}
