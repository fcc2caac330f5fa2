package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
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
        List<ProtoOATrendbar> bars = new ArrayList<>();
        int first = 0;
        while (first < ticks.size()) {
            long open = open(ticks.get(first).time(), period);
            int next = first + 1;
            while (next < ticks.size() && open(ticks.get(next).time(), period) == open) {
                next++;
            }
            bars.add(bar(ticks.subList(first, next), open));
            first = next;
        }
        return bars;
    }

    private static ProtoOATrendbar bar(List<Tick> ticks, long open) {
        long low = Long.MAX_VALUE;
        long high = 0;
        for (Tick tick : ticks) {
            low = Math.min(low, tick.quote().bid());
            high = Math.max(high, tick.quote().bid());
        }
        return ProtoOATrendbar.newBuilder()
                .setVolume(ticks.stream().mapToLong(Tick::sides).sum())
                .setLow(low)
                .setDeltaOpen(ticks.get(0).quote().bid() - low)
                .setDeltaClose(ticks.get(ticks.size() - 1).quote().bid() - low)
                .setDeltaHigh(high - low)
                .setUtcTimestampInMinutes((int) (open / MINUTE))
                .build();
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
            case M1 -> floor(time, 1, 0);
            case M2 -> floor(time, 2, 0);
            case M3 -> floor(time, 3, 0);
            case M4 -> floor(time, 4, 0);
            case M5 -> floor(time, 5, 0);
            case M10 -> floor(time, 10, 0);
            case M15 -> floor(time, 15, 0);
            case M30 -> floor(time, 30, 0);
            case H1 -> floor(time, 60, 0);
            case H4 -> floor(time, 240, DAY_SHIFT);
            case H12 -> floor(time, 720, DAY_SHIFT);
            case D1 -> floor(time, 1440, DAY_SHIFT);
            case W1 -> calendar(tradingDay(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MN1 -> calendar(tradingDay(time).withDayOfMonth(1));
        };
    }

    private static long floor(long time, long minutes, long shift) {
        return Math.floorDiv(time + shift, minutes * MINUTE) * minutes * MINUTE - shift;
    }

    private static LocalDate tradingDay(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time + DAY_SHIFT), ZoneOffset.UTC);
    }

    private static long calendar(LocalDate tradingDay) {
        return tradingDay.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() - DAY_SHIFT;
    }
}
