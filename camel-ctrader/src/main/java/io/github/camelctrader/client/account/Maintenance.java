package io.github.camelctrader.client.account;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.MaintenanceException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What a maintenance means for those who wait for its end. */
final class Maintenance {
    /** A longer maintenance is looked at in between, since it may end early. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** How often to look whether a maintenance is over that names no end, or one that is long past. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** An end in whole seconds may be almost a second early. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private Maintenance() {}

    /**
     * How long to leave alone a server that lets nobody in. One that is not back at the end that it named is asked again soon,
     * then after as long as it is overdue, so that each pause doubles the time since that end.
     */
    static Duration untilNextLook(MaintenanceException maintenance, Instant now) {
        Instant end = maintenance.getEnd();
        if (end == null) {
            return LOOK;
        }
        Duration untilEnd = untilEnd(maintenance, now);
        if (!untilEnd.isZero()) {
            return untilEnd;
        }
        Duration overdue = Duration.between(end, now);
        if (overdue.compareTo(FIRST_LOOK) < 0) {
            return FIRST_LOOK;
        }
        return overdue.compareTo(LOOK) > 0 ? LOOK : overdue;
    }

    /** How long to wait for the end that the server named; zero when it named none, or one that is past. */
    static Duration untilEnd(MaintenanceException maintenance, Instant now) {
        Duration told = maintenance.retryAfter(now);
        if (told == null) {
            return Duration.ZERO;
        }
        return told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
    }

    /** Makes what each request that comes meanwhile is told. */
    static Supplier<CTraderException> answer(MaintenanceException maintenance) {
        return () -> maintenance.withMessage(String.valueOf(maintenance.getMessage()));
    }
}
