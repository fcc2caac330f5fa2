package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.util.List;

/**
 * A tradable instrument.
 *
 * @param id {@code symbolId}
 * @param name as clients see it; brokers give a name to more than one symbol, or put blanks at its end
 * @param category symbol category and asset class, e.g. {@code Forex}
 * @param baseAsset name of the asset that is bought
 * @param quoteAsset name of the asset it is paid in
 * @param digits decimals of a price, 0 to 5
 * @param pipPosition decimal place of a pip
 * @param lotSize one lot, in 0.01 unit
 * @param minVolume smallest order, in 0.01 unit
 * @param maxVolume largest order, in 0.01 unit
 * @param stepVolume what volumes are a multiple of, in 0.01 unit
 * @param startPrice first bid
 * @param spread first ask minus first bid
 * @param commissionPercent commission of each side as a percentage of the traded value
 * @param enabled whether it may be traded; quotes flow in any case
 * @param shortSelling whether it may be sold by those who do not hold it
 * @param guaranteedStops whether stop losses may be guaranteed
 * @param schedule when its market is open; empty for always
 */
public record SimulatedSymbol(
        long id,
        String name,
        String category,
        String baseAsset,
        String quoteAsset,
        int digits,
        int pipPosition,
        long lotSize,
        long minVolume,
        long maxVolume,
        long stepVolume,
        BigDecimal startPrice,
        BigDecimal spread,
        BigDecimal commissionPercent,
        boolean enabled,
        boolean shortSelling,
        boolean guaranteedStops,
        List<TradingHours> schedule) {
    private static final BigDecimal DEFAULT_COMMISSION_PERCENT = new BigDecimal("0.003");
    private static final BigDecimal GREATEST_PRICE = new BigDecimal("1000000000");

    /** @throws IllegalArgumentException for values that no server would list, naming the value */
    public SimulatedSymbol {
        Checks.require(id > 0, "symbol id must be positive: " + id);
        Checks.require(
                !name.isEmpty() && !baseAsset.equals(quoteAsset),
                "symbol " + id + " needs a name and two different assets");
        Checks.require(digits >= 0 && digits <= 5, "digits must be 0 to 5: " + digits);
        Checks.require(
                isPrice(startPrice, digits), "startPrice " + startPrice + " is no price of " + digits + " digits");
        Checks.require(isPrice(spread, digits), "spread " + spread + " is no price of " + digits + " digits");
        Checks.require(
                commissionPercent.signum() >= 0
                        && commissionPercent.stripTrailingZeros().scale() <= 5,
                "commissionPercent: " + commissionPercent);
        Checks.require(
                lotSize > 0 && stepVolume > 0 && minVolume > 0 && maxVolume >= minVolume && minVolume % stepVolume == 0,
                "volumes of " + name + ": lotSize " + lotSize + ", stepVolume " + stepVolume + " and minVolume "
                        + minVolume + " must be positive, minVolume a multiple of stepVolume and at most maxVolume "
                        + maxVolume);
        schedule = List.copyOf(schedule);
    }

    private static boolean isPrice(BigDecimal value, int digits) {
        return value.signum() > 0
                && value.compareTo(GREATEST_PRICE) <= 0
                && value.stripTrailingZeros().scale() <= digits;
    }

    /** Whether a number may be a price of the symbol: greater than zero, at most 1000000000, and on the grid of its digits. */
    public boolean isPrice(BigDecimal value) {
        return isPrice(value, digits);
    }

    /**
     * A currency pair with lots of 100,000 units and volumes from 0.01 lot.
     *
     * @param id symbol id
     * @param name six letters, three of them the base asset
     * @param startPrice first bid
     * @param spread first ask minus first bid
     * @return the symbol, with 3 digits when quoted in JPY, else 5
     */
    public static SimulatedSymbol forex(long id, String name, String startPrice, String spread) {
        Checks.require(name.length() == 6, "a currency pair has six letters: " + name);
        String quoteAsset = name.substring(3);
        int digits = quoteAsset.equals("JPY") ? 3 : 5;
        return other(id, name, "Forex", name.substring(0, 3), quoteAsset, digits, startPrice, spread)
                .withVolumes(10_000_000, 100_000, 10_000_000_000L, 100_000);
    }

    /**
     * Any other instrument, with lots of one unit and volumes from 0.01 unit.
     *
     * @param id symbol id
     * @param name as clients see it
     * @param category symbol category and asset class
     * @param baseAsset name of the asset that is bought
     * @param quoteAsset name of the asset it is paid in
     * @param digits decimals of a price, 0 to 5
     * @param startPrice first bid
     * @param spread first ask minus first bid
     * @return the symbol
     */
    public static SimulatedSymbol other(
            long id,
            String name,
            String category,
            String baseAsset,
            String quoteAsset,
            int digits,
            String startPrice,
            String spread) {
        return new SimulatedSymbol(
                id,
                name,
                category,
                baseAsset,
                quoteAsset,
                digits,
                Math.max(0, digits - 1),
                100,
                1,
                1_000_000,
                1,
                new BigDecimal(startPrice),
                new BigDecimal(spread),
                DEFAULT_COMMISSION_PERCENT,
                true,
                true,
                false,
                List.of());
    }

    /** The same symbol with other volumes, all in 0.01 unit. */
    public SimulatedSymbol withVolumes(long lot, long min, long max, long step) {
        return new SimulatedSymbol(
                id,
                name,
                category,
                baseAsset,
                quoteAsset,
                digits,
                pipPosition,
                lot,
                min,
                max,
                step,
                startPrice,
                spread,
                commissionPercent,
                enabled,
                shortSelling,
                guaranteedStops,
                schedule);
    }

    /** The same symbol, tradable or not. */
    public SimulatedSymbol withEnabled(boolean tradable) {
        return withTrading(tradable, shortSelling, guaranteedStops, schedule);
    }

    /** The same symbol, for those who hold it alone or for everybody to sell. */
    public SimulatedSymbol withShortSelling(boolean allowed) {
        return withTrading(enabled, allowed, guaranteedStops, schedule);
    }

    /** The same symbol, with or without guaranteed stop losses. */
    public SimulatedSymbol withGuaranteedStops(boolean offered) {
        return withTrading(enabled, shortSelling, offered, schedule);
    }

    /** The same symbol with a market that is open at these times, UTC, by the clock of the simulator; none means always. */
    public SimulatedSymbol withSchedule(TradingHours... hours) {
        return withTrading(enabled, shortSelling, guaranteedStops, List.of(hours));
    }

    private SimulatedSymbol withTrading(
            boolean tradable, boolean shorts, boolean guaranteed, List<TradingHours> openingHours) {
        return new SimulatedSymbol(
                id,
                name,
                category,
                baseAsset,
                quoteAsset,
                digits,
                pipPosition,
                lotSize,
                minVolume,
                maxVolume,
                stepVolume,
                startPrice,
                spread,
                commissionPercent,
                tradable,
                shorts,
                guaranteed,
                openingHours);
    }

    /** Whether the schedule has the market open at a time in Unix ms. */
    public boolean isScheduled(long now) {
        return schedule.isEmpty() || schedule.stream().anyMatch(hours -> hours.contains(now));
    }
}
