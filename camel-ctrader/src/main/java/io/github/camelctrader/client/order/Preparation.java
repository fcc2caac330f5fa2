package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order request before it is ready to be sent, with those who wait for its outcome. */
@OnLoop
final class Preparation {
    private final OrderIdentity identity;
    private final OrderIntent intent;
    private final @Nullable RequestTarget target;
    private final List<OutcomeWaiter> callers = new ArrayList<>();
    private final long timeoutNanos;
    private final boolean takenBack;
    private Loop.@Nullable Timer deadline;
    private long beganNanos;
    private long tookNanos;

    Preparation(OrderIdentity identity, OrderIntent intent) {
        this(identity, intent, intent.timeout().toNanos(), false);
    }

    private Preparation(OrderIdentity identity, OrderIntent intent, long timeoutNanos, boolean takenBack) {
        this.identity = identity;
        this.intent = intent;
        this.target = RequestTarget.of(intent.asked());
        this.timeoutNanos = timeoutNanos;
        this.takenBack = takenBack;
    }

    /** The same once more, in what is left of its time. */
    Preparation again() {
        return new Preparation(identity, intent, timeoutNanos - tookNanos, takenBack);
    }

    /** The same after the server refused to look at what the last one prepared. */
    Preparation againAfterRefusal() {
        return new Preparation(identity, intent, timeoutNanos - tookNanos, true);
    }

    /** Whether the server refused to look at the request before, which makes it go once more and not twice. */
    boolean wasTakenBack() {
        return takenBack;
    }

    OrderIdentity identity() {
        return identity;
    }

    OrderIntent intent() {
        return intent;
    }

    /** What it replaces, or null when it replaces nothing. */
    @Nullable
    RequestTarget target() {
        return target;
    }

    /** Whether it reads what it replaces, so that nothing else may replace it meanwhile. */
    boolean needsTurn() {
        return intent.fromPresentState();
    }

    List<OutcomeWaiter> callers() {
        return callers;
    }

    /** Whether its turn has come, and it is being made ready. */
    boolean isRunning() {
        return deadline != null;
    }

    /** How long it may take from its turn on. */
    Duration timeout() {
        return Duration.ofNanos(Math.max(0, timeoutNanos));
    }

    /** Its turn has come. */
    void start(long nowNanos, Loop.Timer timer) {
        beganNanos = nowNanos;
        deadline = timer;
    }

    void end(long nowNanos) {
        if (deadline != null) {
            deadline.cancel();
            tookNanos = nowNanos - beganNanos;
        }
    }
}
