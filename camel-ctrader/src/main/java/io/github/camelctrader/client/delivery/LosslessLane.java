package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order in which they came, none dropped and none merged. At its bound the lane takes nothing more until
 * it is drained, and then says so in one gap event, which stands where the missing events would have stood. Where the
 * missing deals can be fetched, they come before the gap, and what comes live meanwhile waits.
 */
final class LosslessLane {
    private final int bound;
    private final boolean fillsGaps;
    private final Environment environment;
    private final Ticker ticker;
    private final String cause;
    private final Queue<ClientEvent> events = new ArrayDeque<>();

    /** What was fetched, and its gap; goes before the events that came later. */
    private final Queue<ClientEvent> fetched = new ArrayDeque<>();

    private final TakenOverGaps takenOver;
    private long lastTakenNanos;
    private long missed;
    private @Nullable GapBuilder gap;
    private @Nullable GapBuilder filling;
    private boolean fetching;

    /**
     * @param fillsGaps whether somebody asks for {@link #toFill} and answers with {@link #fill}
     * @param cause why events may have to wait until the lane is full, in words
     */
    LosslessLane(int bound, boolean fillsGaps, Environment environment, Ticker ticker, String cause) {
        this(bound, fillsGaps, environment, ticker, cause, new TakenOverGaps());
    }

    /** @param takenOver shared with all lanes that the same gaps may pass */
    LosslessLane(
            int bound,
            boolean fillsGaps,
            Environment environment,
            Ticker ticker,
            String cause,
            TakenOverGaps takenOver) {
        this.bound = bound;
        this.fillsGaps = fillsGaps;
        this.environment = environment;
        this.ticker = ticker;
        this.cause = cause;
        this.takenOver = takenOver;
        this.lastTakenNanos = ticker.nanoTime();
    }

    void add(ClientEvent event) {
        if (event.body() instanceof GapEvent told && takenOver.isOneOf(told)) {
            return;
        }
        if (gap == null && events.size() < bound) {
            events.add(event);
            lastTakenNanos = ticker.nanoTime();
            return;
        }
        if (gap == null) {
            gap = new GapBuilder(lastTakenNanos);
        }
        gap.add(event);
        if (event.body() instanceof GapEvent told) {
            takenOver.add(told);
        }
        missed++;
        event.handled(false);
    }

    /** The next event, which may be a gap; null when there is none, or none before a gap is filled. */
    @Nullable
    ClientEvent poll() {
        ClientEvent event = fetched.poll();
        if (event != null || filling != null) {
            return event;
        }
        event = events.poll();
        GapBuilder drained = gap;
        if (event != null || drained == null) {
            return event;
        }
        gap = null;
        lastTakenNanos = ticker.nanoTime();
        drained.end(lastTakenNanos);
        if (!fillsGaps || drained.deals().isEmpty()) {
            return close(drained, false);
        }
        filling = drained;
        return null;
    }

    /** A gap whose deals are to be fetched now; null when there is none. Each gap is given out once. */
    @Nullable
    GapBuilder toFill() {
        if (filling == null || fetching) {
            return null;
        }
        fetching = true;
        return filling;
    }

    /**
     * Ends the wait for the gap that {@link #toFill} gave out.
     *
     * @param all whether all its deals are among the executions
     */
    void fill(List<ClientEvent> executions, boolean all) {
        GapBuilder ended = filling;
        if (ended != null) {
            fetched.addAll(executions);
            fetched.add(close(ended, all && !ended.tooManyDeals()));
            filling = null;
            fetching = false;
        }
    }

    /** Whether {@link #poll} would return an event. */
    boolean isReady() {
        return !fetched.isEmpty() || filling == null && (!events.isEmpty() || gap != null);
    }

    int size() {
        return events.size() + fetched.size() + (gap == null ? 0 : 1) + (filling == null ? 0 : 1);
    }

    /** Events that were not kept, since the lane was made. */
    long missed() {
        return missed;
    }

    void clear() {
        // What must be told until a consumer dealt with it is told again.
        events.forEach(event -> event.handled(false));
        events.clear();
        fetched.clear();
        gap = null;
        filling = null;
    }

    private ClientEvent close(GapBuilder ended, boolean filled) {
        return ended.close(
                environment,
                ticker,
                filled,
                "queueSize = " + bound + " events waited " + cause + ", those that followed were not kept");
    }
}
