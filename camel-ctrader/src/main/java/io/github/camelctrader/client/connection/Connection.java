package io.github.camelctrader.client.connection;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoPayloadType;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.Envelopes;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the {@link StateMachine}: carries out its actions and tells it what happened.
 */
@OnLoop
public final class Connection implements MessageWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** How long a link must have been ready before the back-off starts from its first delay again. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(30);
    /** The time that requests in flight have left when the connection is closed. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final NettyLoop loop;
    private final Backoff backoff;
    private final Connector connector;
    private final Heartbeat heartbeat;
    private final WriteStallDetector stallWatch;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ConnectionListener user;
    private final ConnectionStatus standing;
    private MachineState state = MachineState.INITIAL;
    private ConnectStage stage = ConnectStage.TCP;
    private Connector.@Nullable Attempt attempt;
    private @Nullable Link link;
    private Loop.@Nullable Timer timer;
    private Loop.@Nullable Timer deadline;

    /** @param blocking runs name look-ups, trust managers and key managers, which block */
    public Connection(
            ConnectionSettings settings, NettyLoop loop, Backoff backoff, Executor blocking, ConnectionListener user) {
        this.settings = settings;
        this.loop = loop;
        this.backoff = backoff;
        this.connector = new Connector(settings, loop, blocking);
        this.user = user;
        this.heartbeat =
                new Heartbeat(loop, settings.heartbeatInterval(), settings.idleTimeout(), this::beat, this::fellSilent);
        this.stallWatch = new WriteStallDetector(
                loop, settings.heartbeatInterval(), () -> link == null ? null : link.backlog(), this::stalled);
        this.standing = new ConnectionStatus(
                settings.environment(),
                settings.address() + " over " + settings.transport()
                        + (settings.proxy() == null ? "" : " through the " + settings.proxy()),
                loop);
    }

    /** The present state of the connection. */
    @AnyThread
    public ConnectionSnapshot snapshot() {
        return standing.snapshot();
    }

    /** Completes once the connection is closed and its thread has ended. */
    @AnyThread
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** What ended or prevented the last link, or null when the connection was stable since. */
    public @Nullable DisconnectCause lastFailure() {
        loop.check();
        return state.failure();
    }

    public void acquire() {
        loop.check();
        handle(new Event.Acquire());
    }

    public void applicationAuthorised(int generation) {
        loop.check();
        handle(new Event.ApplicationAuthorised(generation));
    }

    /** Authorises the application anew on the present link, then all that depends on it. */
    public void applicationLost(int generation) {
        loop.check();
        handle(new Event.ApplicationLost(generation));
    }

    /** What kept the connection from working may have ended: makes the next attempt now, if one is planned. */
    public void attemptNow() {
        loop.check();
        handle(new Event.TimerFired());
    }

    /** Gives the present link up, or makes the planned attempt at once. Changes nothing while the connection closes. */
    public void reconnect() {
        loop.check();
        if (state.phase() == ConnectionState.DRAINING) {
            return;
        }
        giveUp(
                state.generation(),
                DisconnectCause.of(DisconnectReason.RECONNECT_REQUESTED, "a new connection was asked for", null));
        attemptNow();
    }

    public void restored(int generation) {
        loop.check();
        handle(new Event.Restored(generation));
    }

    /** Gives the present link up. */
    public void giveUp(int generation, DisconnectCause failure) {
        loop.check();
        handle(new Event.Lost(generation, failure));
    }

    public void close() {
        loop.check();
        handle(new Event.Close());
    }

    public void drained() {
        loop.check();
        handle(new Event.Drained());
    }

    @Override
    public boolean isWritable() {
        loop.check();
        return link != null && link.isWritable();
    }

    @Override
    public void write(ProtoMessage message) {
        loop.check();
        if (link == null) {
            throw new IllegalStateException("There is no link to write to");
        }
        link.write(message);
        heartbeat.written();
    }

    @Override
    public void flush() {
        loop.check();
        if (link != null) {
            link.flush();
        }
    }

    private void handle(Event event) {
        StateMachine.Step step = StateMachine.next(state, event);
        MachineState before = state;
        state = step.state();
        if (state.phase() != before.phase() && state.phase() != ConnectionState.APP_AUTH) {
            disarmDeadline();
        }
        Duration nextDelay = step.actions().contains(Action.ARM_TIMER) ? nextDelay() : null;
        ConnectionEvent news = standing.moved(before, state, nextDelay);
        if (news != null) {
            user.changed(news);
        }
        for (Action action : step.actions()) {
            perform(action, nextDelay);
        }
    }

    private void perform(Action action, @Nullable Duration nextDelay) {
        int generation = state.generation();
        switch (action) {
            case CONNECT -> {
                cancelTimer();
                stage = ConnectStage.TCP;
                deadline = loop.schedule(settings.connectTimeout(), () -> connectTookTooLong(generation));
                attempt = connector.connect(new Listener(generation));
            }
            case AUTHORISE_APPLICATION -> {
                stage = ConnectStage.APPLICATION;
                heartbeat.start();
                stallWatch.start();
                user.authoriseApplication(generation);
            }
            case RESTORE -> user.restore(generation);
            case OPEN -> {
                cancelTimer();
                timer = loop.schedule(STABLE_AFTER, () -> handle(new Event.Stable(generation)));
                user.open();
            }
            case FAIL_IN_FLIGHT -> user.failInFlight(failureToTell());
            case FAIL_WAITING -> failWaiting();
            case CLOSE_LINK -> closeLink();
            case ARM_TIMER -> {
                cancelTimer();
                timer = loop.schedule(
                        nextDelay == null ? Duration.ZERO : nextDelay, () -> handle(new Event.TimerFired()));
            }
            case CANCEL_TIMER -> cancelTimer();
            case DRAIN -> {
                cancelTimer();
                deadline = loop.schedule(DRAIN_TIME, () -> handle(new Event.Drained()));
                user.drain();
            }
            case RELEASE -> {
                cancelTimer();
                Callbacks.whenDone(loop.close(), (ended, failure) -> closed.complete(null));
            }
        }
    }

    private void failWaiting() {
        DisconnectCause cause = state.phase() == ConnectionState.SUSPENDED ? state.failure() : null;
        Supplier<CTraderException> failure = cause == null ? null : cause.answer();
        if (failure == null) {
            user.closing();
        } else {
            user.suspended(failure);
        }
    }

    private DisconnectCause failureToTell() {
        DisconnectCause failure = state.failure();
        return failure == null || state.phase() == ConnectionState.CLOSED
                ? DisconnectCause.of(DisconnectReason.CLOSED_BY_USER, "the connection is closed", null)
                : failure;
    }

    private Duration nextDelay() {
        DisconnectCause failure = state.failure();
        return failure != null && failure.suspendFor() != null ? failure.suspendFor() : backoff.delay(state.attempt());
    }

    private void connectTookTooLong(int generation) {
        handle(new Event.Lost(
                generation,
                stage.overdue(settings.address(), settings.connectTimeout().toMillis())));
    }

    private void beat() {
        if (link != null) {
            link.write(Envelopes.HEARTBEAT);
            link.flush();
        }
    }

    private void fellSilent() {
        handle(new Event.Lost(
                state.generation(),
                DisconnectCause.of(
                        DisconnectReason.INBOUND_SILENCE,
                        "nothing was read for " + settings.idleTimeout().toMillis() + " ms",
                        null)));
    }

    private void stalled() {
        handle(new Event.Lost(
                state.generation(),
                DisconnectCause.of(
                        DisconnectReason.OUTBOUND_STALL,
                        "nothing could be written for " + stallWatch.bound().toMillis()
                                + " ms, although something waited",
                        null)));
    }

    private void closeLink() {
        heartbeat.stop();
        stallWatch.stop();
        cancelTimer();
        link = null;
        Connector.Attempt ending = attempt;
        // What the end of a link brings about is not news of it any more.
        attempt = null;
        if (ending != null) {
            ending.cancel();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void disarmDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Lets through what the present link says, and nothing of an older one. */
    private final class Listener implements LinkListener {
        private final int generation;

        private Listener(int generation) {
            this.generation = generation;
        }

        @Override
        public void reached(ConnectStage reached) {
            if (current()) {
                stage = reached;
            }
        }

        @Override
        public void up(Link established) {
            if (current()) {
                link = established;
                handle(new Event.LinkUp(generation));
            } else {
                established.close();
            }
        }

        @Override
        public void bytesRead() {
            if (current()) {
                heartbeat.read();
            }
        }

        @Override
        public void received(InboundMessage message) {
            if (current() && message.payloadType() != ProtoPayloadType.HEARTBEAT_EVENT_VALUE) {
                try {
                    user.received(message);
                } catch (RuntimeException e) {
                    // A mistake about one message is no reason to lose the link, and all that hangs on it.
                    LOG.error("A message of type {} could not be dealt with", message.payloadType(), e);
                }
            }
        }

        @Override
        public void readComplete() {
            if (current()) {
                flush();
            }
        }

        @Override
        public void writable() {
            if (current()) {
                user.writable();
            }
        }

        @Override
        public void lost(DisconnectCause failure) {
            handle(new Event.Lost(generation, failure));
        }

        private boolean current() {
            return generation == state.generation() && attempt != null;
        }
    }
}
