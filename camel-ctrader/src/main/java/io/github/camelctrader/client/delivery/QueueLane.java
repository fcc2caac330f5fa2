package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Every event in the order in which it came. At its bound the lane drops the oldest one for each new one; before the
 * next one is handed over, one gap event tells of all that were dropped.
 */
final class QueueLane implements Lane {
    private final int bound;
    private final Environment environment;
    private final Ticker ticker;
    private final String cause;
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private long lastPolledNanos;
    private long missed;
    private @Nullable GapBuilder gap;

    private record Arrival(ClientEvent event, long nanos) {}

    /** @param cause why quotes may have to wait until the lane is full, in words */
    QueueLane(int bound, Environment environment, Ticker ticker, String cause) {
        this.bound = bound;
        this.environment = environment;
        this.ticker = ticker;
        this.cause = cause;
        this.lastPolledNanos = ticker.nanoTime();
    }

    @Override
    public void add(ClientEvent event) {
        Arrival oldest = arrivals.size() < bound ? null : arrivals.poll();
        if (oldest != null) {
            if (gap == null) {
                gap = new GapBuilder(lastPolledNanos);
            }
            gap.add(oldest.event);
            missed++;
        }
        arrivals.add(new Arrival(event, ticker.nanoTime()));
    }

    @Override
    public @Nullable ClientEvent poll() {
        Arrival next = gap == null ? arrivals.poll() : arrivals.peek();
        if (next == null) {
            return null;
        }
        if (gap != null) {
            gap.end(next.nanos);
            ClientEvent event = gap.close(
                    environment,
                    ticker,
                    false,
                    "queueSize = " + bound + " quotes waited " + cause + ", the oldest were dropped");
            gap = null;
            return event;
        }
        lastPolledNanos = next.nanos;
        return next.event;
    }

    @Override
    public int size() {
        return arrivals.size() + (gap == null ? 0 : 1);
    }

    @Override
    public long missed() {
        return missed;
    }

    @Override
    public void clear() {
        arrivals.clear();
        gap = null;
    }
}
