package io.github.camelctrader.client.order;

/** Compares prices, which travel as doubles and have five digits at most. */
final class PriceEquality {
    private static final double UNITS = 100_000;

    private PriceEquality() {}

    static boolean same(double one, double other) {
        return Math.round(one * UNITS) == Math.round(other * UNITS);
    }

    /** The same for prices that may be absent. */
    static boolean same(boolean hasOne, double one, boolean hasOther, double other) {
        return hasOne == hasOther && (!hasOne || same(one, other));
    }
}
