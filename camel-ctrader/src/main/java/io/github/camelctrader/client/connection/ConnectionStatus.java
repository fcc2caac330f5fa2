package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What others see of a connection: a snapshot, and an event and a line in the log for each change of its state.
 */
@OnLoop
final class ConnectionStatus {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Environment environment;
    private final String server;
    private final Ticker ticker;
    private volatile ConnectionSnapshot snapshot;

    /** @param server address and transport, for the log */
    ConnectionStatus(Environment environment, String server, Ticker ticker) {
        this.environment = environment;
        this.server = server;
        this.ticker = ticker;
        this.snapshot = snapshotOf(MachineState.INITIAL, ticker.now(), null);
    }

    /** Where the connection stands. */
    @AnyThread
    ConnectionSnapshot snapshot() {
        return snapshot;
    }

    /**
     * The connection went on.
     *
     * @param nextDelay how long until the next attempt, or null when none is planned
     * @return what is to be told of it, or null when it is in the same state as before
     */
    @Nullable
    ConnectionEvent moved(MachineState before, MachineState now, @Nullable Duration nextDelay) {
        if (now.phase() == before.phase()) {
            // What the state does not take notice of leaves the plan as it was.
            snapshot = snapshotOf(
                    now, snapshot.since(), nextDelay == null ? snapshot.nextAttempt() : nextAttempt(nextDelay));
            return null;
        }
        snapshot = snapshotOf(now, ticker.now(), nextAttempt(nextDelay));
        boolean failed = now.phase() == ConnectionState.BACKOFF || now.phase() == ConnectionState.SUSPENDED;
        DisconnectCause failure = failed ? now.failure() : null;
        log(before.phase(), now, failure, nextDelay);
        return new ConnectionEvent(
                environment,
                now.phase(),
                failure == null ? null : failure.reason(),
                failure == null ? null : failure.description(),
                now.attempt(),
                nextDelay,
                snapshot.since());
    }

    private void log(
            ConnectionState before, MachineState now, @Nullable DisconnectCause failure, @Nullable Duration nextDelay) {
        if (failure != null) {
            LOG.atLevel(isTold(now.attempt()) ? Level.WARN : Level.DEBUG)
                    .log(
                            "{} connection {} to {}: {} -> {} ({}: {}), attempt {} in {} ms",
                            environment,
                            now.generation(),
                            server,
                            before,
                            now.phase(),
                            failure.reason(),
                            failure.description(),
                            now.attempt(),
                            nextDelay == null ? 0 : nextDelay.toMillis());
        } else {
            boolean again = now.phase() == ConnectionState.CONNECTING && now.attempt() > 0;
            LOG.atLevel(again ? Level.DEBUG : Level.INFO)
                    .log(
                            "{} connection {} to {}: {} -> {}",
                            environment,
                            now.generation(),
                            server,
                            before,
                            now.phase());
        }
    }

    /** A server that stays away is not worth a line for each attempt: the first three are told, then the 4th, 8th, 16th ... */
    private static boolean isTold(int attempt) {
        return attempt <= 3 || Integer.bitCount(attempt) == 1;
    }

    private @Nullable Instant nextAttempt(@Nullable Duration delay) {
        return delay == null ? null : ticker.now().plus(delay);
    }

    private ConnectionSnapshot snapshotOf(MachineState state, Instant since, @Nullable Instant nextAttempt) {
        DisconnectCause failure = state.failure();
        return new ConnectionSnapshot(
                environment,
                state.phase(),
                state.generation(),
                state.attempt(),
                since,
                failure == null ? null : failure.reason() + ": " + failure.description(),
                nextAttempt);
    }
}
