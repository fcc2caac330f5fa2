package io.github.camelctrader.simulator.market;

/**
 * Both sides of the market.
 *
 * @param bid what a seller gets, in 1/100000
 * @param ask what a buyer pays, in 1/100000
 */
public record Quote(long bid, long ask) {
    /** @throws IllegalArgumentException for a price below 1 or an ask below the bid */
    public Quote {
        if (bid <= 0 || ask < bid) {
            throw new IllegalArgumentException("Not a quote: bid " + bid + ", ask " + ask + " (in 1/100000)");
        }
    }
}
