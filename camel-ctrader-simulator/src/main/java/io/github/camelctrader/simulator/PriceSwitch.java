package io.github.camelctrader.simulator;

/** Deviations of servers in their answers about ticks and bars of the past. All are off unless turned on. */
public enum PriceSwitch {
    /** A page of bars or ticks that was cut holds the oldest rows of its window; off: the newest. */
    PRICE_PAGES_START_OLD,
    /** No answer has {@code hasMore} set, not even one that is full; off: answers that were cut have it. */
    HAS_MORE_NEVER_SAID,
    /** Bars of the past come with a {@code deltaHigh} of 0, so that their high is their low; off: with their own. */
    DELTA_HIGH_LOST,
    /** Live bars come with a {@code deltaHigh} of 0; off: with their own. */
    LIVE_DELTA_HIGH_LOST
}
