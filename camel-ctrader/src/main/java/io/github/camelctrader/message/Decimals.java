package io.github.camelctrader.message;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads numbers without losing a digit. */
public final class Decimals {
    private static final int LONGEST_TEXT = 100;
    private static final int DIGITS_OF_64_BITS = 20;

    private Decimals() {}

    /** A number or its decimal text; refuses everything else, and numbers that are not finite. */
    public static BigDecimal of(String path, Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Number || value instanceof CharSequence) {
            String text = value.toString().trim();
            if (text.length() <= LONGEST_TEXT) {
                try {
                    return new BigDecimal(text);
                } catch (NumberFormatException e) {
                    throw InvalidRequests.refuse(path, value, "must be a number", e);
                }
            }
        }
        throw InvalidRequests.refuse(path, value, "must be a number");
    }

    /** A whole number within bounds; 1.0 is one, 1.5 is not. */
    static BigInteger whole(String path, Object value, BigInteger min, BigInteger max) {
        BigDecimal decimal = of(path, value).stripTrailingZeros();
        if (decimal.scale() > 0) {
            throw InvalidRequests.refuse(path, value, "must be a whole number");
        }
        // Asked first, since writing out 1e999999999 takes all memory.
        boolean fits = decimal.precision() - (long) decimal.scale() <= DIGITS_OF_64_BITS;
        if (fits) {
            BigInteger whole = decimal.toBigIntegerExact();
            if (whole.compareTo(min) >= 0 && whole.compareTo(max) <= 0) {
                return whole;
            }
        }
        throw InvalidRequests.refuse(path, value, "must be between " + min + " and " + max);
    }

    /** A number that a double keeps: the double's shortest text is the number again. */
    static double exactDouble(String path, Object value) {
        BigDecimal decimal = of(path, value);
        double number = decimal.doubleValue();
        if (Double.isInfinite(number) || BigDecimal.valueOf(number).compareTo(decimal) != 0) {
            throw InvalidRequests.refuse(path, value, "has more digits than the field can keep");
        }
        return number;
    }
}
