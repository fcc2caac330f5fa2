package io.github.camelctrader.client.delivery;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.market.SpotMerge;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One waiting quote per symbol: a newer one is merged into it and does not lose its place. The bound of its memory is the
 * number of symbols subscribed.
 */
final class ConflatingLane implements Lane {
    /** In the order in which the symbols began to wait. */
    private final Map<Key, Slot> slots = new LinkedHashMap<>();

    private record Key(long accountId, long symbolId) {}

    @Override
    public void add(ClientEvent event) {
        Key key = new Key(event.accountId(), event.symbolId());
        Slot slot = slots.get(key);
        if (slot == null) {
            slots.put(key, new Slot(event));
        } else {
            slot.merge(event);
        }
    }

    @Override
    public @Nullable ClientEvent poll() {
        if (slots.isEmpty()) {
            return null;
        }
        Iterator<Slot> waiting = slots.values().iterator();
        Slot slot = waiting.next();
        waiting.remove();
        return slot.event();
    }

    @Override
    public int size() {
        return slots.size();
    }

    @Override
    public long missed() {
        return 0;
    }

    @Override
    public void clear() {
        slots.clear();
    }

    /** Merges into a builder, so that a message is made only for a consumer that is ready to take it. */
    private static final class Slot {
        private ClientEvent newest;
        private int updates;
        private ProtoOASpotEvent.@Nullable Builder body;

        private Slot(ClientEvent first) {
            newest = first;
            updates = first.conflated();
        }

        private void merge(ClientEvent event) {
            if (body == null) {
                body = ((ProtoOASpotEvent) newest.body()).toBuilder();
            }
            SpotMerge.mergeInto(body, (ProtoOASpotEvent) event.body());
            newest = event;
            updates += event.conflated();
        }

        private ClientEvent event() {
            if (body == null) {
                return newest;
            }
            setSides(body, newest.quote());
            Long timestamp = body.hasTimestamp() ? (Long) body.getTimestamp() : null;
            return newest.merged(body.buildPartial(), newest.quote(), timestamp, updates);
        }

        /** The body tells what the headers tell, a side that moved before these updates included. */
        private static void setSides(ProtoOASpotEvent.Builder body, @Nullable Quote quote) {
            if (quote == null) {
                return;
            }
            if (quote.bid() == null) {
                body.clearBid();
            } else {
                body.setBid(quote.bid());
            }
            if (quote.ask() == null) {
                body.clearAsk();
            } else {
                body.setAsk(quote.ask());
            }
        }
    }
}
