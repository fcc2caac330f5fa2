package io.github.camelctrader.simulator.market;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The ticks of one symbol: {@value #DAYS} days before the market opened, one tick each {@value #STEP_MILLIS} ms, walked backwards from
 * the first quote so that past and present join; then the live ticks. The past is made when first asked for. Of the live ticks the
 * newest {@value #LIVE_BOUND} are kept.
 */
public final class TickHistory {
    static final int DAYS = 30;
    static final int STEP_MILLIS = 15_000;
    static final int LIVE_BOUND = 20_000;
    static final long END = Long.MAX_VALUE;

    private static final int PAST_TICKS = (int) (DAYS * 86_400_000L / STEP_MILLIS);

    private final Instrument instrument;
    private final Supplier<RandomGenerator> random;
    private final long start;
    private final Deque<Tick> live = new ArrayDeque<>();
    private List<Tick> past = List.of();

    /**
     * @param instrument the symbol
     * @param random makes the source of the past, anew each time from the same seed
     * @param start when the market opened, Unix ms
     */
    public TickHistory(Instrument instrument, Supplier<RandomGenerator> random, long start) {
        this.instrument = instrument;
        this.random = random;
        this.start = start;
    }

    /** Adds a live tick. */
    public void add(Tick tick) {
        if (live.size() == LIVE_BOUND) {
            live.removeFirst();
        }
        live.addLast(tick);
    }

    /**
     * Ticks within a window.
     *
     * @param from first Unix ms
     * @param to last Unix ms
     * @return oldest first
     */
    public List<Tick> between(long from, long to) {
        List<Tick> found = new ArrayList<>();
        for (Iterable<Tick> part : List.of(past(), live)) {
            for (Tick tick : part) {
                if (tick.time() >= from && tick.time() <= to) {
                    found.add(tick);
                }
            }
        }
        // The clock of a server may have been set back.
        found.sort(Comparator.comparingLong(Tick::time));
        return found;
    }

    /** The bid with which the market went into a time: that of the last tick before it. Costs no more than a walk back to it. */
    public long bidBefore(long time) {
        Iterator<Tick> newestFirst = live.descendingIterator();
        while (newestFirst.hasNext()) {
            Tick tick = newestFirst.next();
            if (tick.time() < time) {
                return tick.quote().bid();
            }
        }
        AtomicLong bid = new AtomicLong(instrument.firstQuote().bid());
        walkBack(tick -> {
            bid.set(tick.quote().bid());
            return tick.time() >= time;
        });
        return bid.get();
    }

    private List<Tick> past() {
        if (past.isEmpty()) {
            List<Tick> backwards = new ArrayList<>(PAST_TICKS);
            walkBack(backwards::add);
            Collections.reverse(backwards);
            past = backwards;
        }
        return past;
    }

    /** Makes the ticks before the market opened, newest first, as long as they are wanted; there are none while the symbol is closed. */
    private void walkBack(Predicate<Tick> wanted) {
        RandomWalk walk = new RandomWalk(instrument, random.get());
        Quote quote = instrument.firstQuote();
        long newest = start / STEP_MILLIS * STEP_MILLIS;
        boolean more = true;
        for (int index = 0; index < PAST_TICKS && more; index++) {
            long time = newest - (long) index * STEP_MILLIS;
            if (instrument.symbol().isScheduled(time)) {
                Quote before = walk.next(quote);
                more = wanted.test(Tick.after(before, time, quote));
                quote = before;
            }
        }
    }
}
