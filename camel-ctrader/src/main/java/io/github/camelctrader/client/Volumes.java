package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Volumes as decimals. The protocol has them, and the sizes of lots, as whole hundredths of a unit of the base asset (cTrader
 * Open API, "Symbol data").
 */
public final class Volumes {
    private static final int RAW_DIGITS = 2;

    private Volumes() {}

    /** Units that a volume stands for: 100000 are 1000. */
    public static BigDecimal units(long volume) {
        return BigDecimal.valueOf(volume, RAW_DIGITS);
    }

    /**
     * Lots that a volume stands for: 100000 are 0.01 of a lot of 100,000 units. Exact where the quotient has an end, else to 34
     * digits.
     *
     * @throws ArithmeticException when the symbol has no lot size
     */
    public static BigDecimal lots(long volume, ProtoOASymbol symbol) {
        return BigDecimal.valueOf(volume).divide(BigDecimal.valueOf(symbol.getLotSize()), MathContext.DECIMAL128);
    }

    /**
     * The volume of so many units.
     *
     * @throws ArithmeticException when it is finer than 0.01, or does not fit
     */
    public static long ofUnits(BigDecimal units) {
        return units.movePointRight(RAW_DIGITS).longValueExact();
    }

    /**
     * The volume of so many lots.
     *
     * @throws ArithmeticException when it is finer than 0.01 unit, or does not fit
     */
    public static long ofLots(BigDecimal lots, ProtoOASymbol symbol) {
        return lots.multiply(BigDecimal.valueOf(symbol.getLotSize())).longValueExact();
    }
}
