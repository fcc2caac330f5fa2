package io.github.camelctrader.simulator.market;

import java.util.random.RandomGenerator;

/**
 * Moves a quote by small seeded steps. A quarter of the moves touches the bid alone, a quarter the ask alone. The walk turns
 * back when it strays more than a fifth from where the symbol started, and keeps the spread between half and twice the normal one.
 */
public final class RandomWalk {
    private final RandomGenerator random;
    private final Quote origin;
    private final long unit;

    /**
     * @param instrument the symbol to move
     * @param random source of the steps; equal seeds make equal walks
     */
    public RandomWalk(Instrument instrument, RandomGenerator random) {
        this.random = random;
        this.origin = instrument.firstQuote();
        long step = instrument.priceStep();
        this.unit = Math.max(step, spread(origin) / 4 / step * step);
    }

    /** The quote after {@code current}; at least one side differs from it. */
    public Quote next(Quote current) {
        long delta = unit * (1 + random.nextInt(3)) * direction(current.bid());
        int sides = random.nextInt(4);
        if (sides == 0 && keepsSpread(current.bid() + delta, current.ask())) {
            return new Quote(current.bid() + delta, current.ask());
        }
        if (sides == 1 && keepsSpread(current.bid(), current.ask() + delta)) {
            return new Quote(current.bid(), current.ask() + delta);
        }
        return new Quote(current.bid() + delta, current.ask() + delta);
    }

    private int direction(long bid) {
        int coin = random.nextBoolean() ? 1 : -1;
        if (bid < origin.bid() / 5 * 4) {
            return 1;
        }
        return bid > origin.bid() / 5 * 6 ? -1 : coin;
    }

    private boolean keepsSpread(long bid, long ask) {
        long spread = ask - bid;
        return spread * 2 >= spread(origin) && spread <= spread(origin) * 2;
    }

    private static long spread(Quote quote) {
        return quote.ask() - quote.bid();
    }
}
