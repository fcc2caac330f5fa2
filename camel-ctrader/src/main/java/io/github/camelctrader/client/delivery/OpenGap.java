package io.github.camelctrader.client.delivery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/**
 * Events that a lane could not keep, while it still loses more of them. Memory is bounded by accounts, symbols and
 * {@value #MOST_DEALS} deals.
 */
final class OpenGap {
    /** Deals that can be fetched again; of those that follow it is only known that they are missing. */
    static final int MOST_DEALS = 10_000;

    private final long fromNanos;
    private final Set<Long> accounts = new LinkedHashSet<>();
    private final Set<Long> symbols = new LinkedHashSet<>();
    private final Map<Long, LongSummaryStatistics> times = new HashMap<>();
    private final Map<Long, Set<Long>> deals = new LinkedHashMap<>();
    private int dealCount;
    private long missed;
    private long toNanos;

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
        if (event.body() instanceof ProtoOAExecutionEvent execution
                && execution.hasDeal()
                && ++dealCount <= MOST_DEALS) {
            deals.computeIfAbsent(event.accountId(), id -> new HashSet<>())
                    .add(execution.getDeal().getDealId());
            times.computeIfAbsent(event.accountId(), id -> new LongSummaryStatistics())
                    .accept(execution.getDeal().getExecutionTimestamp());
        }
    }

    /** The deals among them, as far as they can be fetched again. */
    List<MissedDeals> deals() {
        List<MissedDeals> all = new ArrayList<>();
        deals.forEach((accountId, ids) -> {
            LongSummaryStatistics executed = times.getOrDefault(accountId, new LongSummaryStatistics());
            all.add(new MissedDeals(accountId, executed.getMin(), executed.getMax(), ids));
        });
        return all;
    }

    /** Whether there were more deals than can be fetched again. */
    boolean tooManyDeals() {
        return dealCount > MOST_DEALS;
    }

    /**
     * Nothing more is lost.
     *
     * @param toNanos when the first event after the gap came or can come in
     */
    void end(long toNanos) {
        this.toNanos = toNanos;
    }

    /** @param filled whether the deals among them were fetched */
    ClientEvent close(Environment environment, Ticker ticker, boolean filled, String description) {
        return ComponentEvents.toClientEvent(new GapEvent(
                environment,
                instant(ticker, fromNanos),
                instant(ticker, toNanos),
                concerned(accounts),
                concerned(symbols),
                missed,
                filled,
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
