package io.github.camelctrader.simulator.trading;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Time that stands still while an account takes one step, so that all that belongs to the step carries the same time. */
final class StepClock extends Clock {
    private final Clock origin;
    private Instant now;

    StepClock(Clock origin) {
        this.origin = origin;
        this.now = origin.instant();
    }

    /** Begins the next step. */
    void step() {
        now = origin.instant();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return origin.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return origin.withZone(zone);
    }
}
