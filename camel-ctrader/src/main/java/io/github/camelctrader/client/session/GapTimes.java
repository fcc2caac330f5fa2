package io.github.camelctrader.client.session;

import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.OutageTracker;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * From when to when interruptions lasted, by the wall clock as it stood when they were told: one that is told again has
 * the same time again, whatever that clock was set to meanwhile.
 */
@OnLoop
final class GapTimes {
    /** Interruptions may be told again for some minutes. */
    private static final int MOST = 1_000;

    private final Ticker ticker;
    private final LongUnaryOperator sleptMillisSince;
    private final Map<Key, Span> unfilled = new LinkedHashMap<>();

    private record Key(Outage outage, Set<Long> accounts) {}

    /** The end is not before the begin. */
    record Span(Instant from, Instant to) {}

    /** @param sleptMillisSince how long at most the machine slept since a moment of the counter */
    GapTimes(Ticker ticker, LongUnaryOperator sleptMillisSince) {
        this.ticker = ticker;
        this.sleptMillisSince = sleptMillisSince;
    }

    Span of(OutageTracker.Over over) {
        Key key = new Key(over.outage(), over.accounts());
        Span told = over.later() ? unfilled.remove(key) : null;
        return told == null ? first(key, over) : told;
    }

    private Span first(Key key, OutageTracker.Over over) {
        Instant now = ticker.now();
        long from = over.outage().fromNanos();
        Instant began = now.minusNanos(ticker.nanoTime() - from).minusMillis(sleptMillisSince.applyAsLong(from));
        Span span = new Span(began, now);
        if (!over.filled()) {
            if (unfilled.size() >= MOST) {
                unfilled.remove(unfilled.keySet().iterator().next());
            }
            unfilled.put(key, span);
        }
        return span;
    }
}
