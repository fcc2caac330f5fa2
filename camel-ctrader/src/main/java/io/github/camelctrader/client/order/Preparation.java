package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.time.Loop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order request before it is ready to be sent, with those who wait for its outcome. Confined to the loop. */
final class Preparation {
    private final OrderIdentity identity;
    private final OrderIntent intent;
    private final @Nullable Target target;
    private final List<Caller> callers = new ArrayList<>();
    private Loop.@Nullable Timer deadline;

    Preparation(OrderIdentity identity, OrderIntent intent) {
        this.identity = identity;
        this.intent = intent;
        this.target = Target.of(intent.asked());
    }

    OrderIdentity identity() {
        return identity;
    }

    OrderIntent intent() {
        return intent;
    }

    /** What it replaces, or null when it replaces nothing. */
    @Nullable
    Target target() {
        return target;
    }

    /** Whether it reads what it replaces, so that nothing else may replace it meanwhile. */
    boolean needsTurn() {
        return intent.fromPresentState() && target != null;
    }

    List<Caller> callers() {
        return callers;
    }

    /** Whether its turn has come, and it is being made ready. */
    boolean isRunning() {
        return deadline != null;
    }

    /** Its turn has come. */
    void start(Loop.Timer timer) {
        deadline = timer;
    }

    void disarm() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
