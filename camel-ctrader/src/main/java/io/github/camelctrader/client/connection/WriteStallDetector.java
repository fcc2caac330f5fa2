package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a socket that takes nothing although bytes wait for it. More bytes that come to wait are no progress, or
 * heartbeats would hide it. What is stuck holds heartbeats back too: after three of them that the server missed it takes
 * this side for dead, so that is the bound.
 */
@OnLoop
final class WriteStallDetector {
    private static final int HEARTBEATS_TO_MISS = 3;

    private final Loop loop;
    private final Duration interval;
    private final Supplier<@Nullable WriteProgress> backlog;
    private final Runnable stall;
    private @Nullable WriteProgress seen;
    private int misses;
    private Loop.@Nullable Timer timer;

    /**
     * @param interval of the heartbeats; the socket is looked at as often
     * @param backlog what waits for the socket; null when nothing does
     * @param stall runs, once, when the same byte has waited for three intervals
     */
    WriteStallDetector(Loop loop, Duration interval, Supplier<@Nullable WriteProgress> backlog, Runnable stall) {
        this.loop = loop;
        this.interval = interval;
        this.backlog = backlog;
        this.stall = stall;
    }

    /** The time without progress that is too long. */
    Duration bound() {
        return interval.multipliedBy(HEARTBEATS_TO_MISS);
    }

    void start() {
        stop();
        seen = null;
        arm();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void arm() {
        timer = loop.schedule(interval, this::look);
    }

    private void look() {
        timer = null;
        WriteProgress present = backlog.get();
        misses = present != null && present.equals(seen) ? misses + 1 : 0;
        seen = present;
        if (misses == HEARTBEATS_TO_MISS) {
            stall.run();
        } else {
            arm();
        }
    }
}
