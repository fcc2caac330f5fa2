package io.github.camelctrader.client.order;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A caller that waits for the outcome of an operation. */
@OnLoop
final class OutcomeWaiter {
    private final boolean untilTheEnd;
    private long deadlineNanos;
    private final CompletableFuture<OrderAnswer> future = new CompletableFuture<>();
    private Loop.@Nullable Timer timer;
    private boolean overdue;
    private long pausedNanos;

    /** @param untilTheEnd whether it waits for the order's end, or only for its acceptance */
    OutcomeWaiter(boolean untilTheEnd, long deadlineNanos) {
        this.untilTheEnd = untilTheEnd;
        this.deadlineNanos = deadlineNanos;
    }

    boolean untilTheEnd() {
        return untilTheEnd;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** The time that begins now is not the caller's own. */
    void pause(long nowNanos) {
        disarm();
        pausedNanos = nowNanos;
    }

    /** The caller's own time goes on. */
    void resume(long nowNanos) {
        deadlineNanos += nowNanos - pausedNanos;
    }

    CompletableFuture<OrderAnswer> future() {
        return future;
    }

    /** Whether its time is up, so that it takes the present state of its order for an answer. */
    boolean overdue() {
        return overdue;
    }

    void setOverdue() {
        overdue = true;
    }

    /** Takes the place of the timer before. */
    void arm(Loop.Timer next) {
        disarm();
        timer = next;
    }

    void answer(OrderAnswer answer) {
        disarm();
        future.complete(answer);
    }

    void fail(CTraderException failure) {
        disarm();
        future.completeExceptionally(failure);
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
