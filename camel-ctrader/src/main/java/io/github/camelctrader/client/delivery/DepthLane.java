package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of order books, all of them and in order. A change that is lost spoils all that follow: at its bound the lane drops
 * everything, and takes nothing more of the symbols concerned until their books begin anew, which it asks for when the consumer
 * is back. One gap event tells of it.
 */
final class DepthLane implements Lane {
    private final int bound;
    private final Environment environment;
    private final Ticker ticker;
    private final String cause;
    private final Queue<ClientEvent> events = new ArrayDeque<>();
    private final Set<SymbolOfAccount> lost = new HashSet<>();
    private final Set<SymbolOfAccount> toRenew = new LinkedHashSet<>();
    private @Nullable GapBuilder gap;
    private long lastTakenNanos;
    private long missed;

    /** @param cause why events may have to wait until the lane is full, in words */
    DepthLane(int bound, Environment environment, Ticker ticker, String cause) {
        this.bound = bound;
        this.environment = environment;
        this.ticker = ticker;
        this.cause = cause;
        this.lastTakenNanos = ticker.nanoTime();
    }

    @Override
    public void add(ClientEvent event) {
        SymbolOfAccount symbol = new SymbolOfAccount(event.accountId(), event.symbolId());
        if (event.kind() == EventKind.RESET) {
            lost.remove(symbol);
        } else if (lost.contains(symbol)) {
            drop(event);
            return;
        }
        if (events.size() >= bound) {
            events.forEach(this::lose);
            events.clear();
            lose(event);
            return;
        }
        if (events.isEmpty()) {
            // Nothing before it was lost.
            lastTakenNanos = ticker.nanoTime();
        }
        events.add(event);
    }

    private void lose(ClientEvent event) {
        lost.add(new SymbolOfAccount(event.accountId(), event.symbolId()));
        drop(event);
    }

    private void drop(ClientEvent event) {
        if (gap == null) {
            gap = new GapBuilder(lastTakenNanos);
        }
        gap.add(event);
        missed++;
    }

    @Override
    public @Nullable ClientEvent poll() {
        GapBuilder ended = gap;
        if (ended == null && events.isEmpty()) {
            return null;
        }
        lastTakenNanos = ticker.nanoTime();
        if (ended == null) {
            return events.poll();
        }
        gap = null;
        toRenew.addAll(lost);
        ended.end(lastTakenNanos);
        return ended.close(
                environment,
                ticker,
                false,
                "queueSize = " + bound + " changes of order books waited " + cause
                        + ", all were dropped and the books are subscribed anew");
    }

    /** The books that have to begin anew, each given out once. */
    Set<SymbolOfAccount> toRenew() {
        if (toRenew.isEmpty()) {
            return Set.of();
        }
        Set<SymbolOfAccount> symbols = Set.copyOf(toRenew);
        toRenew.clear();
        return symbols;
    }

    @Override
    public int size() {
        return events.size() + (gap == null ? 0 : 1);
    }

    @Override
    public long missed() {
        return missed;
    }

    @Override
    public void clear() {
        events.clear();
        gap = null;
    }
}
