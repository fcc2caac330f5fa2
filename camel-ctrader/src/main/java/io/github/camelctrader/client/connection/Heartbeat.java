package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a link from falling silent, and notices when the other side has. A heartbeat goes out when nothing was written for
 * the interval; any byte that comes in counts as a sign of life, since the server sends heartbeats only when it has
 * nothing else to send (cTrader Open API, "Connection"). Heartbeats of the server are not answered.
 */
@OnLoop
final class Heartbeat {
    private final Loop loop;
    private final long intervalNanos;
    private final long idleNanos;
    private final Runnable beat;
    private final Runnable silence;
    private long lastWritten;
    private long lastRead;
    private Loop.@Nullable Timer timer;

    /**
     * @param interval outbound silence after which {@code beat} runs
     * @param idleTimeout inbound silence after which {@code silence} runs, once
     */
    Heartbeat(Loop loop, Duration interval, Duration idleTimeout, Runnable beat, Runnable silence) {
        this.loop = loop;
        this.intervalNanos = interval.toNanos();
        this.idleNanos = idleTimeout.toNanos();
        this.beat = beat;
        this.silence = silence;
    }

    void start() {
        stop();
        lastWritten = loop.nanoTime();
        lastRead = lastWritten;
        arm();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void written() {
        lastWritten = loop.nanoTime();
    }

    void read() {
        lastRead = loop.nanoTime();
    }

    private void arm() {
        long due = Math.min(lastWritten + intervalNanos, lastRead + idleNanos) - loop.nanoTime();
        timer = loop.schedule(Duration.ofNanos(Math.max(due, 0)), this::check);
    }

    private void check() {
        Loop.Timer fired = timer;
        long now = loop.nanoTime();
        if (now - lastRead >= idleNanos) {
            timer = null;
            silence.run();
            return;
        }
        if (now - lastWritten >= intervalNanos) {
            lastWritten = now;
            beat.run();
        }
        // A beat that found the link broken has stopped this, and what is stopped stays so.
        if (timer == fired) {
            arm();
        }
    }
}
