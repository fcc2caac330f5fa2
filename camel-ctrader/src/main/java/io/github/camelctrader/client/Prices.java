package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Prices as decimals. Quotes, bars, ticks, depth and relative stops have them as whole hundred thousandths, whatever the
 * symbol's digits are; orders, positions and deals as doubles (cTrader Open API, "Symbol data").
 */
public final class Prices {
    private static final int RAW_DIGITS = 5;

    private Prices() {}

    /** The price that a whole number of hundred thousandths stands for: 108512 is 1.08512. */
    public static BigDecimal of(long raw) {
        return BigDecimal.valueOf(raw, RAW_DIGITS);
    }

    /** The same, rounded to the digits of a symbol: 9001234 of two digits is 90.01. */
    public static BigDecimal of(long raw, ProtoOASymbol symbol) {
        return of(raw).setScale(symbol.getDigits(), RoundingMode.HALF_EVEN);
    }

    /**
     * The price that a double field stands for: the shortest decimal that is this double.
     *
     * @throws NumberFormatException when it is not a number
     */
    public static BigDecimal of(double price) {
        return BigDecimal.valueOf(price);
    }

    /**
     * A price or distance as the protocol has it in whole hundred thousandths.
     *
     * @throws ArithmeticException when it has more than five decimals, or does not fit
     */
    public static long raw(BigDecimal price) {
        return price.movePointRight(RAW_DIGITS).longValueExact();
    }

    /** The smallest step of a symbol's price: 0.00001 for five digits. */
    public static BigDecimal tickSize(ProtoOASymbol symbol) {
        return BigDecimal.ONE.scaleByPowerOfTen(-symbol.getDigits());
    }

    /** A pip of a symbol: 0.0001 where it is the fourth decimal. */
    public static BigDecimal pipSize(ProtoOASymbol symbol) {
        return BigDecimal.ONE.scaleByPowerOfTen(-symbol.getPipPosition());
    }

    /** How many pips a distance of prices is; 0.00125 are 12.5 where a pip is the fourth decimal. */
    public static BigDecimal pips(BigDecimal distance, ProtoOASymbol symbol) {
        return distance.movePointRight(symbol.getPipPosition());
    }

    /**
     * What a pip is worth in the deposit asset.
     *
     * @param volume in 0.01 unit, as in orders and positions
     * @param quoteToDeposit deposit asset for one of the quote asset
     */
    public static BigDecimal pipValue(ProtoOASymbol symbol, long volume, BigDecimal quoteToDeposit) {
        return pipSize(symbol).multiply(Volumes.units(volume)).multiply(quoteToDeposit);
    }

    /** What the smallest step of the price is worth; see {@link #pipValue}. */
    public static BigDecimal tickValue(ProtoOASymbol symbol, long volume, BigDecimal quoteToDeposit) {
        return tickSize(symbol).multiply(Volumes.units(volume)).multiply(quoteToDeposit);
    }
}
