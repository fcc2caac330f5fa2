package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.time.OnLoop;
import org.jspecify.annotations.Nullable;

/**
 * The newest prices of every symbol, put together from spot events that leave out what did not move. Memory is bounded
 * by the number of symbols subscribed on one link.
 */
@OnLoop
public final class QuoteCache {
    private final SymbolMap<Row> rows = new SymbolMap<>();

    private static final class Row {
        private Quote quote = Quote.UNKNOWN;
        private ProtoOASpotEvent newest = ProtoOASpotEvent.getDefaultInstance();
        private @Nullable Long sessionClose;
    }

    /** Takes an event in and returns the symbol's prices after it. */
    public Quote merge(ProtoOASpotEvent spot) {
        Row row = row(spot.getCtidTraderAccountId(), spot.getSymbolId());
        if (row == null) {
            row = new Row();
            rows.put(spot.getCtidTraderAccountId(), spot.getSymbolId(), row);
        }
        row.quote = after(row.quote, spot);
        if (spot.hasSessionClose()) {
            row.sessionClose = spot.getSessionClose();
        }
        row.newest = spot;
        return row.quote;
    }

    /** The newest prices of a symbol; {@link Quote#UNKNOWN} when none came in on this link. */
    public Quote last(long accountId, long symbolId) {
        Row row = row(accountId, symbolId);
        return row == null ? Quote.UNKNOWN : row.quote;
    }

    /**
     * The newest spot event of a symbol, with the last known value of each side and of the session close: what a new
     * consumer of a quiet symbol gets at once. It is worth nothing once the symbol is no longer subscribed.
     *
     * @return null when no event of the symbol came in on this link
     */
    public @Nullable ProtoOASpotEvent lastSpot(long accountId, long symbolId) {
        Row row = row(accountId, symbolId);
        if (row == null) {
            return null;
        }
        ProtoOASpotEvent.Builder spot = row.newest.toBuilder();
        if (row.quote.bid() != null) {
            spot.setBid(row.quote.bid());
        }
        if (row.quote.ask() != null) {
            spot.setAsk(row.quote.ask());
        }
        if (row.sessionClose != null) {
            spot.setSessionClose(row.sessionClose);
        }
        return spot.buildPartial();
    }

    /** The link is gone: a side from before must not be paired with one from after. */
    public void forget() {
        rows.clear();
    }

    /** The same for one account whose session ended while the link lives. */
    public void forget(long accountId) {
        rows.remove(accountId);
    }

    private static Quote after(Quote before, ProtoOASpotEvent spot) {
        if (spot.hasBid()) {
            return spot.hasAsk() ? Quote.of(spot.getBid(), spot.getAsk()) : before.withBid(spot.getBid());
        }
        return spot.hasAsk() ? before.withAsk(spot.getAsk()) : before;
    }

    private @Nullable Row row(long accountId, long symbolId) {
        return rows.get(accountId, symbolId);
    }
}
