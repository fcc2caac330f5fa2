package io.github.camelctrader.simulator.market;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Walks all symbols at a set rate, one after the other. Which prices come is decided by the seed alone, when they come by the
 * clock. Confined to one thread.
 */
public final class Feed {
    private static final long SECOND = 1_000_000_000L;

    private final Market market;
    private final long quotesOfEach;
    private final long seed;
    private final List<Instrument> order = new ArrayList<>();
    private final List<RandomWalk> walks = new ArrayList<>();
    private final Set<Long> held = new HashSet<>();
    private long quotesPerSecond;
    private long since;
    private long done;
    private int turn;
    private boolean paused;

    /**
     * @param market what to move
     * @param quotesPerSecond of each symbol; 0 for a feed that never moves
     * @param seed decides the prices
     * @param nanos present reading of the monotonic clock
     */
    public Feed(Market market, int quotesPerSecond, long seed, long nanos) {
        this.market = market;
        this.quotesOfEach = quotesPerSecond;
        this.seed = seed;
        this.since = nanos;
        market.instruments().all().forEach(instrument -> add(instrument, nanos));
    }

    /** Walks one more symbol, as fast as the others. */
    public void add(Instrument instrument, long nanos) {
        order.add(instrument);
        walks.add(new RandomWalk(instrument, new SplittableRandom(seed * 31 + instrument.id())));
        quotesPerSecond = quotesOfEach * order.size();
        restart(nanos);
    }

    /** Leaves the quotes of a symbol to others until the walk is resumed. */
    public void hold(Instrument instrument) {
        held.add(instrument.id());
    }

    /** Stops the walk where it is. */
    public void pause() {
        paused = true;
    }

    /** Goes on from where the market is now, with held symbols too; the time of the pause is not made up for. */
    public void resume(long nanos) {
        paused = false;
        held.clear();
        restart(nanos);
    }

    /**
     * Makes the quotes that are due. After a stall of more than a second only one second's worth is made.
     *
     * @param nanos present reading of the monotonic clock
     * @param now Unix ms, for the ticks
     */
    public void advance(long nanos, long now) {
        if (paused || quotesPerSecond == 0) {
            return;
        }
        if (nanos - since > SECOND + done * SECOND / quotesPerSecond) {
            restart(nanos - SECOND);
        }
        long due = (nanos - since) * quotesPerSecond / SECOND - done;
        for (long index = 0; index < due; index++) {
            Instrument instrument = order.get(turn);
            if (instrument.symbol().isScheduled(now) && !held.contains(instrument.id())) {
                market.set(instrument, walks.get(turn).next(market.quote(instrument)), now);
            }
            turn = (turn + 1) % order.size();
        }
        done += due;
        if (nanos - since >= SECOND && done >= quotesPerSecond) {
            since += SECOND;
            done -= quotesPerSecond;
        }
    }

    private void restart(long nanos) {
        since = nanos;
        done = 0;
    }
}
