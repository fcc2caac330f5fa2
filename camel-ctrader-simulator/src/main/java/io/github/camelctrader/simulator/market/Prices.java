package io.github.camelctrader.simulator.market;

import java.math.BigDecimal;

/**
 * Prices are held as whole numbers of 1/100000 of the quote asset, whatever the digits of the symbol, as the Open API
 * sends them in spots. Doubles exist only in order, position and deal messages.
 */
public final class Prices {
    /** Decimals of the scale. */
    public static final int DECIMALS = 5;

    /** Stands for "no price", which is never a price. */
    public static final long NONE = 0;

    /** What {@link #fromDouble} answers for a number that is no price on the scale. */
    public static final long OFF_SCALE = -1;

    /** The greatest price there is, in units of the quote asset. */
    private static final long GREATEST = 1_000_000_000;

    private Prices() {}

    /** Whether a number of 1/100000 may be a price. */
    public static boolean onScale(long price) {
        return price > 0 && price <= GREATEST * 100_000;
    }

    /** The price a message carries as a double. */
    public static double toDouble(long price) {
        return price / 100_000.0;
    }

    /** The price as a decimal number. */
    public static BigDecimal toDecimal(long price) {
        return BigDecimal.valueOf(price, DECIMALS);
    }

    /**
     * A price from a message.
     *
     * @return the price, or {@link #OFF_SCALE} for a number that is not positive, not finite or finer than 1/100000
     */
    public static long fromDouble(double value) {
        if (!(value > 0) || value > GREATEST) {
            return OFF_SCALE;
        }
        BigDecimal scaled = BigDecimal.valueOf(value).movePointRight(DECIMALS).stripTrailingZeros();
        return scaled.scale() > 0 ? OFF_SCALE : scaled.longValueExact();
    }

    /**
     * A price from a decimal number.
     *
     * @throws ArithmeticException when it is finer than 1/100000
     */
    public static long fromDecimal(BigDecimal value) {
        return value.movePointRight(DECIMALS).longValueExact();
    }
}
