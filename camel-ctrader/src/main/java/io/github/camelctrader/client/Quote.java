package io.github.camelctrader.client;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The last known prices of one symbol. The server leaves out a side that did not move, so each side is the newest value
 * seen on this link, or null when none was seen yet.
 *
 * @param bid in 1/100000 of a price unit, or null
 * @param ask in 1/100000 of a price unit, or null
 */
public record Quote(@Nullable Long bid, @Nullable Long ask) {
    /** Nothing known yet. */
    public static final Quote UNKNOWN = new Quote(null, null);

    /** Decimal places of the integers that the Open API uses for prices. */
    public static final int PRICE_SCALE = 5;

    /** The bid as a price, or null. */
    public @Nullable BigDecimal bidPrice() {
        return bid == null ? null : BigDecimal.valueOf(bid, PRICE_SCALE);
    }

    /** The ask as a price, or null. */
    public @Nullable BigDecimal askPrice() {
        return ask == null ? null : BigDecimal.valueOf(ask, PRICE_SCALE);
    }
}
