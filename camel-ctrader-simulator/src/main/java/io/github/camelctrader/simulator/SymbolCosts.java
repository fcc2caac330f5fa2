package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.time.DayOfWeek;

/**
 * The costs of trading and holding a symbol.
 *
 * @param perLot whether the commission is US dollars per lot; else it is a percentage of the traded value
 * @param commission of each side, in percent or US dollars
 * @param minCommission the least commission of a side, in US dollars
 * @param conversionFeePercent fee on each profit and loss that is converted into another deposit asset, in percent
 * @param swapLong what a long position earns, or pays if negative, in pips per day
 * @param swapShort the same of a short position
 * @param tripleSwapDay the day whose swap counts three times
 */
public record SymbolCosts(
        boolean perLot,
        BigDecimal commission,
        BigDecimal minCommission,
        BigDecimal conversionFeePercent,
        BigDecimal swapLong,
        BigDecimal swapShort,
        DayOfWeek tripleSwapDay) {
    private static final int PERCENT_DECIMALS = 5;
    private static final int USD_DECIMALS = 8;
    private static final int FEE_DECIMALS = 2;

    /** @throws IllegalArgumentException for a cost that is negative or finer than the Open API can say, naming it */
    public SymbolCosts {
        check("commission", commission, perLot ? USD_DECIMALS : PERCENT_DECIMALS);
        check("minCommission", minCommission, USD_DECIMALS);
        check("conversionFeePercent", conversionFeePercent, FEE_DECIMALS);
    }

    private static void check(String field, BigDecimal value, int decimals) {
        Checks.require(
                value.signum() >= 0 && value.stripTrailingZeros().scale() <= decimals,
                field + " " + value + " is negative or has more than " + decimals + " decimals");
    }

    private static SymbolCosts of(boolean perLot, String commission) {
        return new SymbolCosts(
                perLot,
                new BigDecimal(commission),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                DayOfWeek.WEDNESDAY);
    }

    /** A commission that is a percentage of the traded value, and nothing else. */
    public static SymbolCosts percent(String commission) {
        return of(false, commission);
    }

    /** A commission in US dollars per lot, and nothing else. */
    public static SymbolCosts usdPerLot(String commission) {
        return of(true, commission);
    }

    /** The same with a least commission of each side, in US dollars. */
    public SymbolCosts withMinCommission(String usd) {
        return new SymbolCosts(
                perLot, commission, new BigDecimal(usd), conversionFeePercent, swapLong, swapShort, tripleSwapDay);
    }

    /** The same with a fee on profits and losses in another asset than the deposit's, in percent. */
    public SymbolCosts withConversionFee(String percent) {
        return new SymbolCosts(
                perLot, commission, minCommission, new BigDecimal(percent), swapLong, swapShort, tripleSwapDay);
    }

    /** The same with swaps, in pips per day, of which one counts three times. */
    public SymbolCosts withSwap(String longPips, String shortPips, DayOfWeek triple) {
        return new SymbolCosts(
                perLot,
                commission,
                minCommission,
                conversionFeePercent,
                new BigDecimal(longPips),
                new BigDecimal(shortPips),
                triple);
    }
}
