package io.github.camelctrader.simulator.market;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sets recorded quotes one after the other, each at its time. Confined to one thread. */
public final class Replay {
    /**
     * A quote to set.
     *
     * @param afterNanos how long after the beginning
     * @param instrument whose
     * @param quote what it becomes
     */
    public record Step(long afterNanos, Instrument instrument, Quote quote) {}

    private final Market market;
    private final Deque<Step> steps;
    private final long began;

    /**
     * @param market whose quotes are set
     * @param steps in the order of their times
     * @param nanos present reading of the monotonic clock
     */
    public Replay(Market market, List<Step> steps, long nanos) {
        this.market = market;
        this.steps = new ArrayDeque<>(steps);
        this.began = nanos;
    }

    /**
     * Sets what is due.
     *
     * @param nanos present reading of the monotonic clock
     * @param now Unix ms, for the ticks
     */
    public void advance(long nanos, long now) {
        while (!steps.isEmpty() && steps.getFirst().afterNanos() <= nanos - began) {
            Step step = steps.removeFirst();
            market.set(step.instrument(), step.quote(), now);
        }
    }

    /** How many quotes are still to come. */
    public int left() {
        return steps.size();
    }
}
