package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.time.Ticker;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All events that wait for one consumer. Facts go first, in the order in which they came. Each kind that the market makes has a
 * lane of its own, and these take turns, so that none of them is kept waiting by one that never runs empty. Not for several
 * threads at a time.
 */
final class Lanes {
    private final LosslessLane facts;
    private final DepthLane deltas;
    private final Map<EventKind, Lane> market = new EnumMap<>(EventKind.class);
    /** The same lanes in the order of their turns. */
    private final List<Lane> turns;

    private int next;
    private long conflated;
    private long gaps;

    /**
     * @param fillsGaps whether somebody asks for {@link #toFill} and answers with {@link #fill}
     * @param cause why events may have to wait until a lane is full, in words
     * @param takenOver shared with all lanes that the same gaps may pass
     */
    Lanes(
            EventInterest interest,
            boolean fillsGaps,
            Environment environment,
            Ticker ticker,
            String cause,
            TakenOverGaps takenOver) {
        int bound = interest.queueSize();
        this.facts = new LosslessLane(bound, fillsGaps, environment, ticker, cause, takenOver);
        market.put(
                EventKind.QUOTE,
                interest.slowConsumer() == SlowConsumer.CONFLATE
                        ? new ConflatingLane()
                        : new QueueLane(bound, environment, ticker, cause));
        this.deltas = new DepthLane(bound, environment, ticker, cause);
        market.put(EventKind.DELTA, deltas);
        market.put(EventKind.RESET, deltas);
        market.put(EventKind.BOOK, new NewestLane());
        Lane bars = new BarLane(new LosslessLane(bound, false, environment, ticker, cause));
        market.put(EventKind.FORMING_BAR, bars);
        market.put(EventKind.CLOSED_BAR, bars);
        this.turns = market.values().stream().distinct().toList();
    }

    void add(ClientEvent event) {
        if (event.kind() == EventKind.FACT) {
            facts.add(event);
        } else {
            Objects.requireNonNull(market.get(event.kind()), "a lane").add(event);
        }
    }

    /** The next event, which may be a gap; null when there is none, or none before a gap is filled. */
    @Nullable
    ClientEvent poll() {
        ClientEvent event = facts.poll();
        for (int tried = 0; event == null && tried < turns.size(); tried++) {
            event = turns.get(next).poll();
            next = (next + 1) % turns.size();
        }
        if (event != null) {
            conflated += event.conflated() - 1;
            gaps += event.body() instanceof GapEvent ? 1 : 0;
        }
        return event;
    }

    /** Updates that newer ones took the place of, as far as these were polled. */
    long conflated() {
        return conflated;
    }

    /** Gaps that were polled. */
    long gaps() {
        return gaps;
    }

    /** Whether {@link #poll} would return an event. */
    boolean isReady() {
        return facts.isReady() || turns.stream().anyMatch(lane -> lane.size() > 0);
    }

    /** Whether events wait that nothing may be merged with. */
    boolean factsWait() {
        return facts.size() > 0;
    }

    int size() {
        return facts.size() + turns.stream().mapToInt(Lane::size).sum();
    }

    /** How many events wait, by kind; kinds that share a lane count as the first of them. */
    Map<EventKind, Integer> sizes() {
        Map<EventKind, Integer> sizes = new EnumMap<>(EventKind.class);
        sizes.put(EventKind.FACT, facts.size());
        Set<Lane> counted = new HashSet<>();
        market.forEach((kind, lane) -> {
            if (counted.add(lane)) {
                sizes.put(kind, lane.size());
            }
        });
        sizes.values().removeIf(size -> size == 0);
        return sizes;
    }

    /** Events that were not kept. Those that were merged are not among them. */
    long missed() {
        return facts.missed() + turns.stream().mapToLong(Lane::missed).sum();
    }

    /** A gap whose deals are to be fetched now; null when there is none. Each gap is given out once. */
    @Nullable
    GapBuilder toFill() {
        return facts.toFill();
    }

    /** The books that have to begin anew, each given out once. */
    Set<SymbolOfAccount> toRenew() {
        return deltas.toRenew();
    }

    /** Ends the wait for the gap that {@link #toFill} gave out: see {@link LosslessLane#fill}. */
    void fill(List<ClientEvent> executions, boolean all) {
        facts.fill(executions, all);
    }

    void clear() {
        facts.clear();
        clearMarket();
    }

    /** Forgets what the market made. */
    void clearMarket() {
        turns.forEach(Lane::clear);
    }
}
