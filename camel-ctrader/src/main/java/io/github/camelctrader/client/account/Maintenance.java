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

    private Maintenance() {}

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
        return () -> new MaintenanceException(
                String.valueOf(maintenance.getMessage()),
                maintenance.getErrorCode(),
                maintenance.getDescription(),
                maintenance.getEnd());
    }
}
