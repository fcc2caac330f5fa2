package io.github.camelctrader.sharing;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component's connections: one per environment, opened for its first user and closed some time after its last one, so that a
 * next one finds it open. Users that ask the same connection for different settings are refused, and so is a second connection
 * of the same application in another component of the process: it would halve what the first one may send and double every
 * event.
 */
public final class SharedConnections {
    /** Longer than a client takes to drain, so that hitting it means that something hangs. */
    static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SharedConnections.class);

    private final Map<Environment, SharedConnection> open = new EnumMap<>(Environment.class);
    private final HeldConnections held;
    private final ClientOpener opener;
    private final Supplier<String> owner;
    private final Supplier<Duration> linger;
    private final LingerTimer timer;

    /**
     * @param owner gives the component's name, for messages
     * @param linger how long a connection outlives its last user; zero for not at all
     */
    public SharedConnections(
            HeldConnections held,
            ClientOpener opener,
            Supplier<String> owner,
            Supplier<Duration> linger,
            LingerTimer timer) {
        this.held = held;
        this.opener = opener;
        this.owner = owner;
        this.linger = linger;
        this.timer = timer;
    }

    /**
     * Takes a share in the connection of an environment. Returns before it is connected, but waits, bounded, for an
     * earlier connection of the environment that is still closing: two at once would mix their events.
     *
     * @param prepare tells the client what its user needs; what it throws is thrown, and no share is taken
     * @throws InvalidRequestException when the connection is open with other settings, or in another component
     */
    public ConnectionHandle acquire(
            ConnectionSettings settings, Executor callbackExecutor, Consumer<CTraderClient> prepare) {
        SharedConnection shared = join(settings, callbackExecutor);
        try {
            prepare.accept(shared.client());
        } catch (InvalidRequestException refused) {
            if (!closeLeftovers(shared)) {
                leave(shared);
                throw refused;
            }
            shared = join(settings, callbackExecutor);
            prepareOrLeave(prepare, shared);
        } catch (RuntimeException failed) {
            leave(shared);
            throw failed;
        }
        SharedConnection taken = shared;
        return new ConnectionHandle(taken.client(), taken.scopes(), () -> leave(taken));
    }

    /** The connections that are open or closing. */
    public List<CTraderClient> clients() {
        held.lock.lock();
        try {
            return open.values().stream()
                    .filter(connection -> !connection.isClosed())
                    .map(SharedConnection::client)
                    .toList();
        } finally {
            held.lock.unlock();
        }
    }

    /** Closes all connections, also those that still have users, and waits for a bounded time until each has ended. */
    public void closeAll() {
        held.lock.lock();
        List<SharedConnection> ending;
        try {
            open.values().forEach(SharedConnection::close);
            ending = List.copyOf(open.values());
            open.clear();
        } finally {
            held.lock.unlock();
        }
        ending.forEach(SharedConnections::awaitClosed);
    }

    private void prepareOrLeave(Consumer<CTraderClient> prepare, SharedConnection shared) {
        try {
            prepare.accept(shared.client());
        } catch (RuntimeException failed) {
            leave(shared);
            throw failed;
        }
    }

    private SharedConnection join(ConnectionSettings settings, Executor callbackExecutor) {
        while (true) {
            SharedConnection ending;
            held.lock.lock();
            try {
                SharedConnection present = present(settings);
                if (present == null) {
                    present = new SharedConnection(opener.open(settings, callbackExecutor), owner.get());
                    open.put(settings.environment(), present);
                    held.put(settings, present);
                }
                ending = present;
                if (mayJoin(settings, present)) {
                    present.join();
                    return present;
                }
                ending.close();
            } finally {
                held.lock.unlock();
            }
            awaitClosed(ending);
        }
    }

    /** The connection that is in the way of a new one: this component's, or another one's to the same server. */
    private @Nullable SharedConnection present(ConnectionSettings settings) {
        SharedConnection mine = open.get(settings.environment());
        SharedConnection present = mine == null || mine.isClosed() ? held.get(settings) : mine;
        return present == null || present.isClosed() ? null : present;
    }

    /** Returns false for a connection that has to go first: one that closes, or lingers and is of no use. */
    private boolean mayJoin(ConnectionSettings settings, SharedConnection present) {
        if (present.isClosing()) {
            return false;
        }
        if (open.get(settings.environment()) != present) {
            refuseSecond(settings, present);
            return false;
        }
        if (present.isUsed()) {
            takeOverCredentials(settings, present);
            refuseDifferences(settings, present);
            return true;
        }
        return present.differencesFrom(settings).isEmpty();
    }

    private void leave(SharedConnection shared) {
        held.lock.lock();
        try {
            if (!shared.leave()) {
                return;
            }
            Duration time = linger.get();
            if (time.isZero()) {
                shared.close();
            } else {
                shared.lingerUntil(timer.schedule(time, () -> endUnlessUsed(shared)));
            }
        } finally {
            held.lock.unlock();
        }
    }

    private void endUnlessUsed(SharedConnection shared) {
        held.lock.lock();
        try {
            if (!shared.isUsed()) {
                shared.close();
            }
        } finally {
            held.lock.unlock();
        }
    }

    private boolean closeLeftovers(SharedConnection shared) {
        held.lock.lock();
        try {
            boolean only = shared.holdsOnlyLeftovers();
            if (only) {
                shared.close();
                shared.leave();
            }
            return only;
        } finally {
            held.lock.unlock();
        }
    }

    private static void awaitClosed(SharedConnection connection) {
        Environment environment = connection.client().settings().environment();
        try {
            connection.close().get(CLOSE_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The connection to {} did not close within {}; going on without waiting", environment, CLOSE_BOUND);
            connection.abandon();
        } catch (ExecutionException e) {
            LOG.warn("The connection to {} did not close cleanly", environment, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the connection to {} was closing; going on without waiting", environment);
            connection.abandon();
        }
    }

    /** Credentials that the server refuses give way to others; those that work do not. */
    private void takeOverCredentials(ConnectionSettings wanted, SharedConnection shared) {
        ConnectionSettings present = shared.client().settings();
        ConnectionSettings mended = present.withCredentials(wanted.clientId(), wanted.clientSecret());
        boolean otherCredentials = !wanted.differencesFrom(present).isEmpty()
                && wanted.differencesFrom(mended).isEmpty();
        if (!otherCredentials) {
            return;
        }
        SharedConnection another = held.get(wanted);
        if (another != null && another != shared) {
            refuseSecond(wanted, another);
        }
        if (shared.client().replaceCredentials(wanted.clientId(), wanted.clientSecret())) {
            held.put(wanted, shared);
            LOG.info("The connection to {} takes other credentials, since its own are refused", wanted.environment());
        }
    }

    private static void refuseDifferences(ConnectionSettings wanted, SharedConnection present) {
        List<String> differences = present.differencesFrom(wanted);
        if (!differences.isEmpty()) {
            throw new InvalidRequestException(
                    "environment",
                    wanted.environment(),
                    "all endpoints of an environment share one connection, and this endpoint's settings differ from the"
                            + " ones that it was opened with: " + String.join("; ", differences));
        }
    }

    private void refuseSecond(ConnectionSettings wanted, SharedConnection present) {
        if (!present.isUsed()) {
            return;
        }
        throw new InvalidRequestException(
                "environment",
                wanted.environment(),
                "an application has one connection to a server in a process: " + present.owner()
                        + " has the one of this application to " + wanted.host() + ":" + wanted.port() + ", so that "
                        + owner.get() + " cannot have another; use one component for both, or an application of its own"
                        + " for each");
    }
}
