package io.github.camelctrader.simulator.market;

/** Told of each change of a quote, after the market has it. */
@FunctionalInterface
public interface QuoteListener {
    /**
     * A quote changed.
     *
     * @param instrument whose
     * @param tick the new quote and its time
     */
    void quoted(Instrument instrument, Tick tick);
}
