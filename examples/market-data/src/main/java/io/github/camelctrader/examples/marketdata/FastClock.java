package io.github.camelctrader.examples.marketdata;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs many times faster, so that nobody has to wait for minutes to end. */
final class FastClock extends Clock {
    private final int speed;
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();

    /** @param speed seconds of this clock in one second */
    FastClock(int speed) {
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.ofNanos((System.nanoTime() - beganNanos) * speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
