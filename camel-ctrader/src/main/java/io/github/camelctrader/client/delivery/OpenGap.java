package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.Ticker;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Events that a lane could not keep, while it still loses more of them. Memory is bounded by accounts and symbols. */
final class OpenGap {
    private final long fromNanos;
    private final Set<Long> accounts = new LinkedHashSet<>();
    private final Set<Long> symbols = new LinkedHashSet<>();
    private long missed;

    /**
     * @param fromNanos when the last event before the gap came in
     */
    OpenGap(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    void add(ClientEvent event) {
        missed++;
        accounts.add(event.accountId());
        symbols.add(event.symbolId());
    }

    /**
     * @param toNanos when the first event after the gap came or can come in
     */
    ClientEvent close(Environment environment, Ticker ticker, long toNanos, String description) {
        return ComponentEvents.toClientEvent(new GapEvent(
                environment,
                instant(ticker, fromNanos),
                instant(ticker, toNanos),
                concerned(accounts),
                concerned(symbols),
                missed,
                false,
                description));
    }

    private static Instant instant(Ticker ticker, long nanos) {
        return ticker.now().minusNanos(ticker.nanoTime() - nanos);
    }

    /** An event that belongs to none in particular may concern all. */
    private static List<Long> concerned(Set<Long> ids) {
        return ids.contains(0L) ? List.of() : List.copyOf(ids);
    }
}
