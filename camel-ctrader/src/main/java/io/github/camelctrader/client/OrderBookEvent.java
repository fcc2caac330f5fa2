package io.github.camelctrader.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order book of a symbol, assembled from the server's changes.
 *
 * @param environment demo or live
 * @param time when the book reached this state, by the server's clock as far as that is known
 * @param accountId {@code ctidTraderAccountId}
 * @param symbolId the symbol
 * @param symbolName its name, or null when it is not known yet
 * @param bids the bids, the highest price first; each price once
 * @param asks the asks, the lowest price first; each price once
 * @param known false when the book is empty because the server has not sent it yet, or sends it anew: after the link or the
 *     account's session was interrupted, or because the book was wrong
 */
public record OrderBookEvent(
        Environment environment,
        Instant time,
        long accountId,
        long symbolId,
        @Nullable String symbolName,
        List<Level> bids,
        List<Level> asks,
        boolean known)
        implements ComponentEvent {

    /**
     * The offers of one price, added up.
     *
     * @param price the price
     * @param size in units
     */
    public record Level(BigDecimal price, BigDecimal size) {
        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("price", price);
            map.put("size", size);
            return map;
        }
    }

    public OrderBookEvent {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    @Override
    public String messageType() {
        return "DepthEvent";
    }

    /** {@inheritDoc} Levels are maps of {@code price} and {@code size}. */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("accountId", accountId);
        map.put("symbolId", symbolId);
        if (symbolName != null) {
            map.put("symbolName", symbolName);
        }
        map.put("bids", bids.stream().map(Level::toMap).toList());
        map.put("asks", asks.stream().map(Level::toMap).toList());
        map.put("known", known);
        map.put("timestamp", time.toEpochMilli());
        return map;
    }
}
