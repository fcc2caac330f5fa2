package io.github.camelctrader.client.delivery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.history.Executions;
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
import java.util.stream.Stream;

/**
 * Events that a lane could not keep, while it still loses more of them. A gap that is among them becomes part of this one, and
 * so does what it admits. Memory is bounded by accounts, symbols, {@value #MOST_DEALS} deals and {@value #MOST_CAUSES} causes.
 */
final class GapBuilder {
    /** Deals that can be fetched again; of those that follow it is only known that they are missing. */
    static final int MOST_DEALS = 10_000;

    /** Stands for all accounts, or all symbols. */
    private static final long ALL = 0;

    /** Descriptions of other gaps that are repeated in this one. */
    static final int MOST_CAUSES = 5;

    private final long fromNanos;
    private final Set<Long> accounts = new LinkedHashSet<>();
    private final Set<Long> symbols = new LinkedHashSet<>();
    private final Map<Long, LongSummaryStatistics> times = new HashMap<>();
    private final Map<Long, Set<Long>> deals = new LinkedHashMap<>();
    private final Set<String> causes = new LinkedHashSet<>();
    private Instant earliest = Instant.MAX;
    private boolean admitsMissing;
    private int dealCount;
    private long missed;
    private long toNanos;

    /**
     * @param fromNanos when the last event before the gap came in
     */
    GapBuilder(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    void add(ClientEvent event) {
        if (event.body() instanceof GapEvent other) {
            merge(other);
            return;
        }
        missed++;
        accounts.add(event.accountId());
        symbols.add(event.symbolId());
        if (event.body() instanceof ProtoOAExecutionEvent execution
                && Executions.isFill(execution)
                && ++dealCount <= MOST_DEALS) {
            deals.computeIfAbsent(event.accountId(), id -> new HashSet<>())
                    .add(execution.getDeal().getDealId());
            times.computeIfAbsent(event.accountId(), id -> new LongSummaryStatistics())
                    .accept(execution.getDeal().getExecutionTimestamp());
        }
    }

    private void merge(GapEvent other) {
        missed += other.missed();
        admitsMissing |= !other.filled();
        earliest = other.from().isBefore(earliest) ? other.from() : earliest;
        accounts.addAll(other.accounts().isEmpty() ? List.of(ALL) : other.accounts());
        symbols.addAll(other.symbols().isEmpty() ? List.of(ALL) : other.symbols());
        if (causes.size() < MOST_CAUSES) {
            causes.add(other.description());
        }
    }

    /** The deals among them, as far as they can be fetched again. */
    List<DealRange> deals() {
        List<DealRange> all = new ArrayList<>();
        deals.forEach((accountId, ids) -> {
            LongSummaryStatistics executed = times.getOrDefault(accountId, new LongSummaryStatistics());
            all.add(new DealRange(accountId, executed.getMin(), executed.getMax(), ids));
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

    /**
     * What is filled hides nothing, and begins where this gap did: with the time of another one that is part of it, it would be taken for the
     * word that a gap which was told before, and admits more, is filled now.
     *
     * @param filled whether the deals among them were fetched
     */
    ClientEvent close(Environment environment, Ticker ticker, boolean filled, String description) {
        Instant from = instant(ticker, fromNanos);
        boolean all = filled && !admitsMissing;
        return ComponentEvents.toClientEvent(new GapEvent(
                environment,
                !all && earliest.isBefore(from) ? earliest : from,
                instant(ticker, toNanos),
                concerned(accounts),
                concerned(symbols),
                missed,
                all,
                String.join(
                        "; ",
                        Stream.concat(Stream.of(description), causes.stream()).toList())));
    }

    private static Instant instant(Ticker ticker, long nanos) {
        return ticker.now().minusNanos(ticker.nanoTime() - nanos);
    }

    /** An event that belongs to none in particular may concern all. */
    private static List<Long> concerned(Set<Long> ids) {
        return ids.contains(ALL) ? List.of() : List.copyOf(ids);
    }
}
