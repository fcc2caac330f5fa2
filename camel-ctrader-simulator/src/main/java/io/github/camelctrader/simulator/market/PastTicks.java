package io.github.camelctrader.simulator.market;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of a symbol before its market opened, one in {@value #STEP_MILLIS} ms, none while it is closed. They are a function of the
 * seed and the time, so that a simulator of another day has the same past; only the day before the opening leads to the first quote.
 * Nothing is kept. Confined to one thread.
 */
final class PastTicks {
    static final int STEP_MILLIS = 15_000;

    private static final long DAY = 86_400_000L / STEP_MILLIS;
    /** After a longer rest it does not matter which quote was the last one. */
    private static final long LONGEST_REST = 14 * DAY;

    private final Instrument instrument;
    private final Quote opening;
    private final long seed;
    private final PriceCurve curve;
    private final long first;
    private final long last;
    private final long grid;
    private final long unit;
    private final long spread;
    private final double missed;
    private long bid;
    private long ask;

    /**
     * @param instrument the symbol
     * @param seed what prices are made from
     * @param start when the market opened, Unix ms
     * @param length how far the past goes back
     */
    PastTicks(Instrument instrument, long seed, long start, Duration length) {
        this.instrument = instrument;
        this.seed = seed;
        opening = instrument.firstQuote();
        grid = instrument.priceStep();
        spread = opening.ask() - opening.bid();
        unit = Math.max(grid, spread / 4 / grid * grid);
        curve = new PriceCurve(seed, opening.bid(), 2.0 * unit);
        last = Math.max(0, start / STEP_MILLIS);
        first = Math.max(0, last - length.toMillis() / STEP_MILLIS);
        missed = curve.at(last);
    }

    /** Before this time, Unix ms, there is nothing. */
    long oldest() {
        return first * STEP_MILLIS;
    }

    /** Makes the ticks of a window of Unix ms, both ends included, oldest first. */
    void forEach(long from, long to, TickSink sink) {
        long begin = Math.max(first, -Math.floorDiv(-from, (long) STEP_MILLIS));
        long end = Math.min(last, Math.floorDiv(to, (long) STEP_MILLIS));
        Quote before = begin > end ? null : quoteBefore(begin);
        long knownBid = before == null ? 0 : before.bid();
        long knownAsk = before == null ? 0 : before.ask();
        for (long step = begin; step <= end; step++) {
            if (isOpen(step)) {
                look(step);
                int sides = (bid == knownBid ? 0 : 1) + (ask == knownAsk ? 0 : 1);
                knownBid = bid;
                knownAsk = ask;
                if (sides > 0 || step == last) {
                    sink.tick(step * STEP_MILLIS, knownBid, knownAsk, sides);
                }
            }
        }
    }

    /** The quote that held right before a time in Unix ms, or null. */
    @Nullable
    Quote before(long time) {
        return quoteBefore(Math.min(last + 1, -Math.floorDiv(-time, (long) STEP_MILLIS)));
    }

    private @Nullable Quote quoteBefore(long step) {
        for (long earlier = step - 1; earlier >= first && earlier >= step - LONGEST_REST; earlier--) {
            if (isOpen(earlier)) {
                look(earlier);
                return new Quote(bid, ask);
            }
        }
        return null;
    }

    private boolean isOpen(long step) {
        return instrument.symbol().isScheduled(step * STEP_MILLIS);
    }

    /** Finds the quote of a step. Of every second one half move one side alone. */
    private void look(long step) {
        long chance = step % 2 == 0 ? 2 : PriceCurve.bits(~seed, step) & 3;
        long base = chance < 2 ? step - 1 : step;
        bid = level(base);
        ask = bid + width(base);
        if (step == last) {
            bid = opening.bid();
            ask = opening.ask();
        } else if (chance == 1 && bid > unit) {
            bid -= unit;
        } else if (chance < 2) {
            ask += unit;
        }
    }

    /** The bid where nothing moves alone; it differs from that of the next step, so that no minute is without a tick. */
    private long level(long step) {
        double price = opening.bid() + curve.at(step) - missed * Math.max(0, step - last + DAY) / DAY;
        long level = Math.max(2, Math.round(price / grid));
        return (level + (level + step) % 2) * grid;
    }

    private long width(long step) {
        boolean narrow = (PriceCurve.bits(~seed, step) & 4) == 0 && (spread - unit) * 2 >= spread;
        return narrow ? spread - unit : spread;
    }
}
