package io.github.camelctrader.simulator.market;

/**
 * A quote at a time.
 *
 * @param time Unix ms
 * @param quote both sides from then on
 * @param sides how many of its sides differ from the quote before
 */
public record Tick(long time, Quote quote, int sides) {
    /** The first quote of all. */
    Tick(long time, Quote quote) {
        this(time, quote, 2);
    }

    /** The quote that comes after another one. */
    static Tick after(Quote before, long time, Quote quote) {
        return new Tick(time, quote, (before.bid() == quote.bid() ? 0 : 1) + (before.ask() == quote.ask() ? 0 : 1));
    }
}
