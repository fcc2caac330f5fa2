package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.ArrayList;
import java.util.List;

/** The bars of one symbol within a window, made of no more ticks than are needed. Bars that are still forming are among them. */
public final class BarHistory {
    private static final long MINUTE = 60_000;
    private static final int LEAST_CHUNK = 64;

    private final TickHistory ticks;
    private final ProtoOATrendbarPeriod period;
    private final long from;
    private final long to;

    /**
     * @param ticks what the bars are made of
     * @param period length of a bar
     * @param from first Unix ms in which one may have opened
     * @param to last Unix ms
     */
    public BarHistory(TickHistory ticks, ProtoOATrendbarPeriod period, long from, long to) {
        this.ticks = ticks;
        this.period = period;
        this.from = Math.max(from, Trendbars.open(ticks.oldest(), period));
        this.to = Math.min(to, ticks.newest());
    }

    /**
     * The newest of them.
     *
     * @param most how many
     * @return oldest first
     */
    public List<ProtoOATrendbar> newest(int most) {
        List<ProtoOATrendbar> found = new ArrayList<>();
        long end = Trendbars.end(Trendbars.open(to, period), period);
        while (end >= from && found.size() < most) {
            long begin = Trendbars.open(Math.max(from, end - chunk(most - found.size())), period);
            found.addAll(0, bars(begin, end));
            end = begin - 1;
        }
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    /** The oldest of them, likewise. */
    public List<ProtoOATrendbar> oldest(int most) {
        List<ProtoOATrendbar> found = new ArrayList<>();
        long begin = Trendbars.open(from, period);
        while (begin <= to && found.size() < most) {
            long last = Math.min(to, begin + chunk(most - found.size()));
            long end = Trendbars.end(Trendbars.open(last, period), period);
            found.addAll(bars(begin, end));
            begin = end + 1;
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private long chunk(int bars) {
        return Math.max(LEAST_CHUNK, bars) * Trendbars.usualLength(period);
    }

    private List<ProtoOATrendbar> bars(long begin, long end) {
        BarMaker maker = new BarMaker(period);
        ticks.forEach(begin, end, maker);
        return maker.bars().stream()
                .filter(bar -> open(bar) >= from && open(bar) <= to)
                .toList();
    }

    /** When a bar opened, Unix ms. */
    public static long open(ProtoOATrendbar bar) {
        return bar.getUtcTimestampInMinutes() * MINUTE;
    }
}
