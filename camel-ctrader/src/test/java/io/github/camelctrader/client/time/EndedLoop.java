package io.github.camelctrader.client.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;

/**
 * A loop that takes no more tasks.
 *
 * @param inLoop whether its callers are on it
 */
public record EndedLoop(boolean inLoop) implements Loop {
    @Override
    public void execute(Runnable task) {
        throw new RejectedExecutionException("it has ended");
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        throw new RejectedExecutionException("it has ended");
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
