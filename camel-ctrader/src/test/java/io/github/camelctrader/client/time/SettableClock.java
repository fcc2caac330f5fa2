package io.github.camelctrader.client.time;

import java.time.Duration;
import java.time.Instant;

/** The clocks of a machine, which may sleep and whose time of day may be set. */
public final class SettableClock implements Ticker {
    private Instant wall = Instant.parse("2026-01-05T08:00:00Z");
    private long nanos;

    public void advance(Duration duration) {
        nanos += duration.toNanos();
        jump(duration);
    }

    /** Moves the time of day only, forward or back. */
    public void jump(Duration duration) {
        wall = wall.plus(duration);
    }

    @Override
    public Instant now() {
        return wall;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
