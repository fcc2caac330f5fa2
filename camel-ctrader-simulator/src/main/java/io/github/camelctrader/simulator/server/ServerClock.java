package io.github.camelctrader.simulator.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The clock that the server stamps with: another clock, plus an offset. May be set from any thread. */
public final class ServerClock extends Clock {
    private final Clock origin;
    private volatile Duration offset;

    /**
     * @param origin the clock it is measured against
     * @param offset how much it is ahead, negative for behind
     */
    public ServerClock(Clock origin, Duration offset) {
        this.origin = origin;
        this.offset = offset;
    }

    /** Sets how much it is ahead from now on, negative for behind. */
    public void offset(Duration ahead) {
        offset = ahead;
    }

    @Override
    public long millis() {
        return origin.millis() + offset.toMillis();
    }

    @Override
    public Instant instant() {
        return origin.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return origin.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ServerClock(origin.withZone(zone), offset);
    }
}
