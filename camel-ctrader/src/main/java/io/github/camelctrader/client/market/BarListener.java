package io.github.camelctrader.client.market;

import io.github.camelctrader.client.Trendbar;

/** Receives live bars. Called on the connection's loop. */
public interface BarListener {
    /**
     * A bar changed, or is closed, which each is told to be once and in order.
     *
     * @param recovered whether it closed unnoticed, and was read from history
     */
    void bar(BarKey key, Trendbar bar, boolean recovered);

    /**
     * Bars that may have closed unnoticed could not be read.
     *
     * @param fromMillis Unix ms from which bars may be missing
     * @param toMillis Unix ms up to which they may
     */
    void missing(BarKey key, long fromMillis, long toMillis);
}
