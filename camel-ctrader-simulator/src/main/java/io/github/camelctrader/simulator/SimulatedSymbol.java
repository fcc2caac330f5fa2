package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

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
 * @param costs commission, fees and swaps
 * @param enabled whether it may be traded; quotes flow in any case
 * @param shortSelling whether it may be sold by those who do not hold it
 * @param guaranteedStops whether stop losses may be guaranteed
 * @param schedule when its market is open; empty for always
 * @param holidays days, UTC, on which it is closed all day whatever the schedule says
 * @param stopDistance how far levels have to be from the market, in points; 0 for no rule
 * @param leverage tiers of dynamic leverage, each up to a greater volume than the one before; empty for none
 * @param measurementUnits what its volumes count, as clients see it; empty for currencies
 * @param archived whether it is gone: listed to those who ask for archived symbols, without quotes, and not to be traded
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
        SymbolCosts costs,
        boolean enabled,
        boolean shortSelling,
        boolean guaranteedStops,
        List<TradingHours> schedule,
        List<LocalDate> holidays,
        int stopDistance,
        List<LeverageTier> leverage,
        String measurementUnits,
        boolean archived) {
    private static final SymbolCosts DEFAULT_COSTS = SymbolCosts.percent("0.003");
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
        Checks.require(stopDistance >= 0, "stopDistance must not be negative: " + stopDistance);
        Checks.require(
                lotSize > 0 && stepVolume > 0 && minVolume > 0 && maxVolume >= minVolume && minVolume % stepVolume == 0,
                "volumes of " + name + ": lotSize " + lotSize + ", stepVolume " + stepVolume + " and minVolume "
                        + minVolume + " must be positive, minVolume a multiple of stepVolume and at most maxVolume "
                        + maxVolume);
        schedule = List.copyOf(schedule);
        holidays = List.copyOf(holidays);
        leverage = List.copyOf(leverage);
        for (int index = 1; index < leverage.size(); index++) {
            Checks.require(
                    leverage.get(index).volume() > leverage.get(index - 1).volume(),
                    "leverage of " + name + ": each tier must reach up to a greater volume than the one before");
        }
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
                .withVolumes(10_000_000, 100_000, 10_000_000_000L, 100_000)
                .withMeasurementUnits("");
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
                DEFAULT_COSTS,
                true,
                true,
                false,
                List.of(),
                List.of(),
                0,
                List.of(),
                "Contracts",
                false);
    }

    /** What changes between a symbol and its next form. */
    private static final class Draft {
        private final SimulatedSymbol origin;
        private long lotSize;
        private long minVolume;
        private long maxVolume;
        private long stepVolume;
        private SymbolCosts costs;
        private boolean enabled;
        private boolean shortSelling;
        private boolean guaranteedStops;
        private List<TradingHours> schedule;
        private List<LocalDate> holidays;
        private int stopDistance;
        private List<LeverageTier> leverage;
        private String measurementUnits;
        private boolean archived;

        Draft(SimulatedSymbol origin) {
            this.origin = origin;
            lotSize = origin.lotSize;
            minVolume = origin.minVolume;
            maxVolume = origin.maxVolume;
            stepVolume = origin.stepVolume;
            costs = origin.costs;
            enabled = origin.enabled;
            shortSelling = origin.shortSelling;
            guaranteedStops = origin.guaranteedStops;
            schedule = origin.schedule;
            holidays = origin.holidays;
            stopDistance = origin.stopDistance;
            leverage = origin.leverage;
            measurementUnits = origin.measurementUnits;
            archived = origin.archived;
        }

        SimulatedSymbol symbol() {
            return new SimulatedSymbol(
                    origin.id,
                    origin.name,
                    origin.category,
                    origin.baseAsset,
                    origin.quoteAsset,
                    origin.digits,
                    origin.pipPosition,
                    lotSize,
                    minVolume,
                    maxVolume,
                    stepVolume,
                    origin.startPrice,
                    origin.spread,
                    costs,
                    enabled,
                    shortSelling,
                    guaranteedStops,
                    schedule,
                    holidays,
                    stopDistance,
                    leverage,
                    measurementUnits,
                    archived);
        }
    }

    private SimulatedSymbol with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.symbol();
    }

    /** The same symbol with other volumes, all in 0.01 unit. */
    public SimulatedSymbol withVolumes(long lot, long min, long max, long step) {
        return with(draft -> {
            draft.lotSize = lot;
            draft.minVolume = min;
            draft.maxVolume = max;
            draft.stepVolume = step;
        });
    }

    /** The same symbol with other commission, fees and swaps. */
    public SimulatedSymbol withCosts(SymbolCosts newCosts) {
        return with(draft -> draft.costs = newCosts);
    }

    /** The same symbol, tradable or not. */
    public SimulatedSymbol withEnabled(boolean tradable) {
        return with(draft -> draft.enabled = tradable);
    }

    /** The same symbol, with short selling allowed or not. */
    public SimulatedSymbol withShortSelling(boolean allowed) {
        return with(draft -> draft.shortSelling = allowed);
    }

    /** The same symbol, with or without guaranteed stop losses. */
    public SimulatedSymbol withGuaranteedStops(boolean offered) {
        return with(draft -> draft.guaranteedStops = offered);
    }

    /**
     * The same symbol with a market that is open at these times, UTC, by the clock of the simulator; none means always. While it is closed
     * there are no quotes but those that a test sets, and no ticks and bars.
     */
    public SimulatedSymbol withSchedule(TradingHours... hours) {
        return with(draft -> draft.schedule = List.of(hours));
    }

    /** The same symbol with days, UTC, on which it is closed whatever the schedule says. */
    public SimulatedSymbol withHolidays(LocalDate... days) {
        return with(draft -> draft.holidays = List.of(days));
    }

    /** The same symbol with a least distance of levels from the market, in points; nearer ones are refused. */
    public SimulatedSymbol withStopDistance(int points) {
        return with(draft -> draft.stopDistance = points);
    }

    /**
     * The same symbol with tiers of dynamic leverage: the volume of its open positions, in US dollars, fills them one after the other, and each
     * part of a new one has the leverage of its tier, or that of the account if it is less. The last tier has no end.
     */
    public SimulatedSymbol withLeverage(LeverageTier... tiers) {
        return with(draft -> draft.leverage = List.of(tiers));
    }

    /** The same symbol with another name for what its volumes count. */
    public SimulatedSymbol withMeasurementUnits(String units) {
        return with(draft -> draft.measurementUnits = units);
    }

    /** The same symbol, archived or not. */
    public SimulatedSymbol withArchived(boolean gone) {
        return with(draft -> draft.archived = gone);
    }

    /** Whether schedule and holidays have the market open at a time in Unix ms. */
    public boolean isScheduled(long now) {
        return isWithinHours(now) && !isHoliday(now);
    }

    /** Without a stream: a history of years asks for millions of times. */
    private boolean isWithinHours(long now) {
        if (schedule.isEmpty()) {
            return true;
        }
        int second = TradingHours.secondOfWeek(now);
        for (TradingHours hours : schedule) {
            if (hours.holds(second)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHoliday(long now) {
        return !holidays.isEmpty() && holidays.contains(LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC));
    }
}
