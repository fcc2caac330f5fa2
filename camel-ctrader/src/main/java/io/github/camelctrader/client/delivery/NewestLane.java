package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of each symbol the newest event, in the place of those before it. The bound of its memory is the number of symbols. */
final class NewestLane implements Lane {
    /** In the order in which the symbols began to wait. */
    private final Map<SymbolOfAccount, ClientEvent> events = new LinkedHashMap<>();

    @Override
    public void add(ClientEvent event) {
        events.merge(
                new SymbolOfAccount(event.accountId(), event.symbolId()),
                event,
                (older, newer) -> newer.standingFor(older.conflated() + newer.conflated()));
    }

    @Override
    public @Nullable ClientEvent poll() {
        if (events.isEmpty()) {
            return null;
        }
        Iterator<ClientEvent> waiting = events.values().iterator();
        ClientEvent event = waiting.next();
        waiting.remove();
        return event;
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public long missed() {
        return 0;
    }

    @Override
    public void clear() {
        events.clear();
    }
}
