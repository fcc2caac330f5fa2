package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.TrendbarEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bars: those that are closed wait as facts do and go first, of each that is being formed only the newest state waits. So a bar
 * comes closed before the next one of its kind begins, and not any more unclosed after that.
 */
final class BarLane implements Lane {
    private final LosslessLane closed;
    /** In the order in which the bars began to wait. */
    private final Map<Key, ClientEvent> forming = new LinkedHashMap<>();

    private record Key(long accountId, long symbolId, int period) {}

    /** @param closed takes what is closed */
    BarLane(LosslessLane closed) {
        this.closed = closed;
    }

    @Override
    public void add(ClientEvent event) {
        TrendbarEvent bar = (TrendbarEvent) event.body();
        Key key = new Key(event.accountId(), event.symbolId(), bar.period().getNumber());
        ClientEvent older = forming.get(key);
        if (event.kind() == EventKind.FORMING_BAR) {
            forming.put(key, older == null ? event : event.standingFor(older.conflated() + event.conflated()));
            return;
        }
        if (older != null && ((TrendbarEvent) older.body()).openTime() <= bar.openTime()) {
            forming.remove(key);
        }
        closed.add(event);
    }

    @Override
    public @Nullable ClientEvent poll() {
        ClientEvent event = closed.poll();
        if (event != null || forming.isEmpty()) {
            return event;
        }
        Iterator<ClientEvent> waiting = forming.values().iterator();
        event = waiting.next();
        waiting.remove();
        return event;
    }

    @Override
    public int size() {
        return closed.size() + forming.size();
    }

    @Override
    public long missed() {
        return closed.missed();
    }

    @Override
    public void clear() {
        closed.clear();
        forming.clear();
    }
}
