package io.github.camelctrader.simulator;

import java.time.DayOfWeek;
import java.time.Duration;

/**
 * A span of every week during which a market is open, in seconds since Sunday 00:00 UTC.
 *
 * @param start first second that is open
 * @param end first second that is not
 */
public record TradingHours(int start, int end) {
    /** Seconds of a week. */
    public static final int WEEK = 7 * 86_400;

    /** Sunday 00:00 UTC of the first week that began in 1970, in seconds since 1970. */
    private static final long FIRST_SUNDAY = 3 * 86_400;

    /** @throws IllegalArgumentException for a span that is empty or does not lie within the week */
    public TradingHours {
        Checks.require(start >= 0 && start < end && end <= WEEK, "not a span of the week: " + start + " to " + end);
    }

    /**
     * A span of one day.
     *
     * @param day which
     * @param from time since its midnight
     * @param to time since its midnight, 24 hours for the next midnight
     * @return the span
     */
    public static TradingHours on(DayOfWeek day, Duration from, Duration to) {
        int midnight = day.getValue() % 7 * 86_400;
        return new TradingHours((int) (midnight + from.toSeconds()), (int) (midnight + to.toSeconds()));
    }

    /** Whether a time in Unix ms lies within the span. */
    public boolean contains(long time) {
        return holds(secondOfWeek(time));
    }

    boolean holds(int secondOfWeek) {
        return secondOfWeek >= start && secondOfWeek < end;
    }

    /** How many seconds a time in Unix ms is after the Sunday 00:00 UTC before it. */
    static int secondOfWeek(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, 1000L) - FIRST_SUNDAY, (long) WEEK);
    }
}
