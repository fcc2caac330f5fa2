package io.github.camelctrader.client;

import java.time.Duration;

/** The rules that every option with a time keeps. */
public final class Durations {
    /** Clocks count in ns, of which a long holds 292 years; far below it no sum of two options overflows either. */
    private static final Duration MAX = Duration.ofDays(10_000);

    private Durations() {}

    /**
     * @return {@code value}
     * @throws InvalidRequestException naming {@code option} when it is zero, negative or longer than 10000 days
     */
    public static Duration positive(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidRequestException(option, value, "must be longer than zero");
        }
        return bounded(option, value);
    }

    /**
     * @return {@code value}
     * @throws InvalidRequestException naming {@code option} when it is negative or longer than 10000 days
     */
    public static Duration notNegative(String option, Duration value) {
        if (value.isNegative()) {
            throw new InvalidRequestException(option, value, "must not be negative");
        }
        return bounded(option, value);
    }

    private static Duration bounded(String option, Duration value) {
        if (value.compareTo(MAX) > 0) {
            throw new InvalidRequestException(option, value, "must not be longer than " + MAX.toDays() + " days");
        }
        return value;
    }
}
