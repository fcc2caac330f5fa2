package io.github.camelctrader.simulator.trading;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts travel as whole numbers of 0.01 of the deposit asset. */
final class Money {
    /** What {@code moneyDigits} says. */
    static final int DIGITS = 2;

    private Money() {}

    /** Rounded half up, away from zero. */
    static long cents(BigDecimal amount) {
        return amount.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Volumes in 0.01 unit to units. */
    static BigDecimal units(long volume) {
        return BigDecimal.valueOf(volume, 2);
    }
}
