package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.time.Duration;

/** Refuses settings that make no sense, naming field and value. */
final class Checks {
    private static final BigDecimal GREATEST_AMOUNT = new BigDecimal("1000000000000");

    private Checks() {}

    static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }

    static int within(String field, int value, int least, int most) {
        require(value >= least && value <= most, field + " " + value + " is not between " + least + " and " + most);
        return value;
    }

    static int positive(String field, int value) {
        return within(field, value, 1, Integer.MAX_VALUE);
    }

    static Duration positive(String field, Duration value) {
        require(value.toMillis() > 0, field + " " + value + " is shorter than a millisecond");
        return value;
    }

    static Duration notNegative(String field, Duration value) {
        require(!value.isNegative(), field + " " + value + " is negative");
        return value;
    }

    /** An amount of money, in units of its asset. */
    static BigDecimal money(String text) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an amount of money: " + text, e);
        }
        return money(amount);
    }

    static BigDecimal money(BigDecimal amount) {
        require(
                amount.abs().compareTo(GREATEST_AMOUNT) <= 0,
                "not an amount of money: " + amount + " is beyond " + GREATEST_AMOUNT);
        return amount;
    }
}
