package io.github.camelctrader.client;

import java.math.BigDecimal;

/**
 * Amounts of the deposit asset. The protocol has them as whole numbers, to be divided by 10 to the power of the
 * {@code moneyDigits} of the message that they are in.
 */
public final class Money {
    private static final int DIGITS_BEFORE_MESSAGES_SAID_SO = 2;

    private Money() {}

    /** An amount as a decimal: 5056 of two digits are 50.56. */
    public static BigDecimal of(long amount, int moneyDigits) {
        return BigDecimal.valueOf(amount, moneyDigits);
    }

    /** The digits that a message names; two where it names none, which is how amounts were before messages did. */
    static int digits(boolean named, int moneyDigits) {
        return named ? moneyDigits : DIGITS_BEFORE_MESSAGES_SAID_SO;
    }
}
