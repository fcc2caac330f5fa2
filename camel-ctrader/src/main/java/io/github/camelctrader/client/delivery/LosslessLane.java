package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order in which they came, none dropped and none merged. At its bound the lane takes nothing more until
 * it is drained, and then says so in one gap event, which stands where the missing events would have stood.
 */
final class LosslessLane {
    private final int bound;
    private final Environment environment;
    private final Ticker ticker;
    private final Queue<ClientEvent> events = new ArrayDeque<>();
    private long lastTakenNanos;
    private long missed;
    private @Nullable OpenGap gap;

    LosslessLane(int bound, Environment environment, Ticker ticker) {
        this.bound = bound;
        this.environment = environment;
        this.ticker = ticker;
        this.lastTakenNanos = ticker.nanoTime();
    }

    void add(ClientEvent event) {
        if (gap == null && events.size() < bound) {
            events.add(event);
            lastTakenNanos = ticker.nanoTime();
            return;
        }
        if (gap == null) {
            gap = new OpenGap(lastTakenNanos);
        }
        gap.add(event);
        missed++;
    }

    /** The next event, which may be a gap; null when there is none. */
    @Nullable
    ClientEvent poll() {
        ClientEvent event = events.poll();
        if (event != null || gap == null) {
            return event;
        }
        lastTakenNanos = ticker.nanoTime();
        event = gap.close(
                environment,
                ticker,
                lastTakenNanos,
                "queueSize = " + bound + " events waited for a slow consumer, those that followed were not kept");
        gap = null;
        return event;
    }

    int size() {
        return events.size() + (gap == null ? 0 : 1);
    }

    /** Events that were not kept, since the lane was made. */
    long missed() {
        return missed;
    }

    void clear() {
        events.clear();
        gap = null;
    }
}
