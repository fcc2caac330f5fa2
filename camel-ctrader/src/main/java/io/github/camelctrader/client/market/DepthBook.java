package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order book of one symbol. cTrader Open API: the server tells what is new or changed, by id, and which ids are gone; several
 * offers may be of one price. Prices in 1/100000, sizes in 0.01 unit.
 */
@OnLoop
public final class DepthBook {
    private final Map<Long, ProtoOADepthQuote> offers = new HashMap<>();
    private final SortedMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final SortedMap<Long, Long> asks = new TreeMap<>();

    /**
     * What is gone goes first, so that what an event names as both is there after it.
     *
     * @return how many ids the event names as gone that are not in the book, and offers of no side or of both
     */
    int apply(ProtoOADepthEvent event) {
        int ignored = 0;
        for (long id : event.getDeletedQuotesList()) {
            ignored += remove(id) ? 0 : 1;
        }
        for (ProtoOADepthQuote quote : event.getNewQuotesList()) {
            if (quote.hasBid() == quote.hasAsk()) {
                ignored++;
                continue;
            }
            if (quote.getSize() == 0) {
                // Nothing is offered any more.
                remove(quote.getId());
                continue;
            }
            ProtoOADepthQuote before = offers.put(quote.getId(), quote);
            if (before != null) {
                add(before, -before.getSize());
            }
            add(quote, quote.getSize());
        }
        return ignored;
    }

    private boolean remove(long id) {
        ProtoOADepthQuote gone = offers.remove(id);
        if (gone != null) {
            add(gone, -gone.getSize());
        }
        return gone != null;
    }

    private void add(ProtoOADepthQuote quote, long size) {
        SortedMap<Long, Long> side = quote.hasBid() ? bids : asks;
        long price = quote.hasBid() ? quote.getBid() : quote.getAsk();
        side.merge(price, size, (one, other) -> one + other == 0 ? null : (Long) (one + other));
    }

    void clear() {
        offers.clear();
        bids.clear();
        asks.clear();
    }

    /** Whether the best bid is above the best ask, which no book shows for long. */
    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() > asks.firstKey();
    }

    /** Size by price, the best price first. */
    public SortedMap<Long, Long> bids() {
        return Collections.unmodifiableSortedMap(bids);
    }

    /** Size by price, the best price first. */
    public SortedMap<Long, Long> asks() {
        return Collections.unmodifiableSortedMap(asks);
    }

    /** All that it is made of. */
    public Collection<ProtoOADepthQuote> offers() {
        return Collections.unmodifiableCollection(offers.values());
    }
}
