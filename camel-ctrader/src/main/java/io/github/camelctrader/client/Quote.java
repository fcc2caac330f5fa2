package io.github.camelctrader.client;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last known prices of one symbol. The server leaves out a side that did not move, so each side is the newest value
 * seen on this link, or null when none was seen yet.
 */
public final class Quote {
    /** Nothing known yet. */
    public static final Quote UNKNOWN = new Quote(null, null);

    /** Decimal places of the integers that the Open API uses for prices. */
    public static final int PRICE_SCALE = 5;

    private final boolean hasBid;
    private final boolean hasAsk;
    private final long bid;
    private final long ask;

    /**
     * @param bid in 1/100000 of a price unit, or null
     * @param ask in 1/100000 of a price unit, or null
     */
    public Quote(@Nullable Long bid, @Nullable Long ask) {
        this(bid != null, bid == null ? 0 : bid, ask != null, ask == null ? 0 : ask);
    }

    private Quote(boolean hasBid, long bid, boolean hasAsk, long ask) {
        this.hasBid = hasBid;
        this.bid = bid;
        this.hasAsk = hasAsk;
        this.ask = ask;
    }

    /** The same with another bid, in 1/100000 of a price unit. */
    public Quote withBid(long newBid) {
        return new Quote(true, newBid, hasAsk, ask);
    }

    /** The same with another ask, in 1/100000 of a price unit. */
    public Quote withAsk(long newAsk) {
        return new Quote(hasBid, bid, true, newAsk);
    }

    /** A quote with both prices, in 1/100000 of a price unit. */
    public static Quote of(long bid, long ask) {
        return new Quote(true, bid, true, ask);
    }

    /** The bid in 1/100000 of a price unit, or null. */
    public @Nullable Long bid() {
        return hasBid ? (Long) bid : null;
    }

    /** The ask in 1/100000 of a price unit, or null. */
    public @Nullable Long ask() {
        return hasAsk ? (Long) ask : null;
    }

    /** The bid as a price, or null. */
    public @Nullable BigDecimal bidPrice() {
        return hasBid ? BigDecimal.valueOf(bid, PRICE_SCALE) : null;
    }

    /** The ask as a price, or null. */
    public @Nullable BigDecimal askPrice() {
        return hasAsk ? BigDecimal.valueOf(ask, PRICE_SCALE) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quote quote
                && hasBid == quote.hasBid
                && hasAsk == quote.hasAsk
                && bid == quote.bid
                && ask == quote.ask;
    }

    @Override
    public int hashCode() {
        return Objects.hash(bid(), ask());
    }

    @Override
    public String toString() {
        return "Quote[bid=" + bid() + ", ask=" + ask() + "]";
    }
}
