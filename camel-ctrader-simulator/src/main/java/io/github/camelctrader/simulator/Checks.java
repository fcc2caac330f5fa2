package io.github.camelctrader.simulator;

import java.time.Duration;

/** Refuses settings that make no sense, naming the value. */
final class Checks {
    private Checks() {}

    static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }

    static int within(int value, int least, int most) {
        require(value >= least && value <= most, value + " is not between " + least + " and " + most);
        return value;
    }

    static int positive(int value) {
        return within(value, 1, Integer.MAX_VALUE);
    }

    static Duration positive(Duration value) {
        require(value.toMillis() > 0, value + " is shorter than a millisecond");
        return value;
    }

    static Duration notNegative(Duration value) {
        require(!value.isNegative(), value + " is negative");
        return value;
    }
}
