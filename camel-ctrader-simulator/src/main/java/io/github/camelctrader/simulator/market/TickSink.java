package io.github.camelctrader.simulator.market;

/** Takes ticks that are made when they are asked for. */
@FunctionalInterface
interface TickSink {
    /**
     * @param time Unix ms
     * @param bid in 1/100000
     * @param ask in 1/100000
     * @param sides how many of the two differ from the quote before
     */
    void tick(long time, long bid, long ask, int sides);
}
