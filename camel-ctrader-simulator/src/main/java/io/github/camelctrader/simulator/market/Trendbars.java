package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Ticks to bars. Bars are made of bids, their volume counts changes of bids and asks; a period without a tick has no bar. Periods of four hours and more follow a trading day
 * that opens at 22:00 UTC, as brokers' servers do, and not at midnight.
 */
public final class Trendbars {
    private static final long MINUTE = 60_000;
    private static final long DAY_SHIFT = 120 * MINUTE;

    private Trendbars() {}

    /**
     * Bars of ticks.
     *
     * @param ticks oldest first
     * @param period length of a bar
     * @return oldest first; {@code period} is left out of each bar, as the server does in history
     */
    public static List<ProtoOATrendbar> of(List<Tick> ticks, ProtoOATrendbarPeriod period) {
        BarMaker maker = new BarMaker(period);
        ticks.forEach(
                tick -> maker.tick(tick.time(), tick.quote().bid(), tick.quote().ask(), tick.sides()));
        return maker.bars();
    }

    /**
     * When the bar that holds a time opened.
     *
     * @param time Unix ms
     * @param period length of the bar
     * @return Unix ms
     */
    public static long open(long time, ProtoOATrendbarPeriod period) {
        return switch (period) {
            case W1 -> calendar(tradingDay(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MN1 -> calendar(tradingDay(time).withDayOfMonth(1));
            default ->
                floor(time, usualLength(period), period.getNumber() < ProtoOATrendbarPeriod.H4_VALUE ? 0 : DAY_SHIFT);
        };
    }

    /**
     * The last millisecond of a bar.
     *
     * @param open when it opened, Unix ms
     * @param period its length
     * @return Unix ms
     */
    public static long end(long open, ProtoOATrendbarPeriod period) {
        return period == ProtoOATrendbarPeriod.MN1
                ? calendar(tradingDay(open).plusMonths(1)) - 1
                : open + usualLength(period) - 1;
    }

    /** In ms, of a month of 31 days. */
    static long usualLength(ProtoOATrendbarPeriod period) {
        return MINUTE
                * switch (period) {
                    case M1 -> 1;
                    case M2 -> 2;
                    case M3 -> 3;
                    case M4 -> 4;
                    case M5 -> 5;
                    case M10 -> 10;
                    case M15 -> 15;
                    case M30 -> 30;
                    case H1 -> 60;
                    case H4 -> 240;
                    case H12 -> 720;
                    case D1 -> 1_440;
                    case W1 -> 7 * 1_440;
                    case MN1 -> 31 * 1_440;
                };
    }

    private static long floor(long time, long length, long shift) {
        return Math.floorDiv(time + shift, length) * length - shift;
    }

    private static LocalDate tradingDay(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time + DAY_SHIFT), ZoneOffset.UTC);
    }

    private static long calendar(LocalDate tradingDay) {
        return tradingDay.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() - DAY_SHIFT;
    }
}
