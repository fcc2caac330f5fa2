package io.github.camelctrader.simulator.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The ticks of one symbol: those before its market opened, made when they are asked for, and the live ones. Confined to one thread. */
public final class TickHistory {
    static final long END = Long.MAX_VALUE;

    private final Instrument instrument;
    private final PastTicks past;
    private final LiveTicks live = new LiveTicks();
    private final long start;

    /**
     * @param instrument the symbol
     * @param seed what the past is made from
     * @param start when the market opened, Unix ms
     * @param length how far the past goes back
     */
    TickHistory(Instrument instrument, long seed, long start, Duration length) {
        this.instrument = instrument;
        this.start = start;
        past = new PastTicks(instrument, seed, start, length);
    }

    /** Adds a live tick. */
    void add(Tick tick) {
        live.add(tick);
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
        forEach(from, to, (time, bid, ask, sides) -> found.add(new Tick(time, new Quote(bid, ask), sides)));
        return found;
    }

    /** The same without keeping them. */
    void forEach(long from, long to, TickSink sink) {
        Deque<Tick> later = live.between(from, to);
        past.forEach(from, to, (time, bid, ask, sides) -> {
            while (!later.isEmpty() && later.getFirst().time() < time) {
                pass(later.removeFirst(), sink);
            }
            sink.tick(time, bid, ask, sides);
        });
        later.forEach(tick -> pass(tick, sink));
    }

    private static void pass(Tick tick, TickSink sink) {
        sink.tick(tick.time(), tick.quote().bid(), tick.quote().ask(), tick.sides());
    }

    /** Before this time, Unix ms, there is nothing. */
    long oldest() {
        return past.oldest();
    }

    /** After this time, Unix ms, there is nothing. */
    long newest() {
        return Math.max(start, live.latest());
    }

    /** The quote with which the market went into a time, Unix ms: that of the last tick before it, or the first of all. */
    public Quote quoteBefore(long time) {
        Tick tick = live.before(time);
        Quote quote = tick == null ? past.before(time) : tick.quote();
        return quote == null ? instrument.firstQuote() : quote;
    }
}
