package io.github.camelctrader.simulator.trading;

import java.time.Clock;
import java.time.Duration;

/**
 * How long it takes until what happened on an account is shown. Time is measured by a clock that nobody steps, so that a server whose
 * clock is set shows things no earlier and no later for it. Confined to one thread.
 */
public final class Delays {
    private final Clock clock;
    private Duration history;
    private Duration state;

    /**
     * @param clock what the delays are measured by
     * @param history of deals and orders in lists and details
     * @param state of what reconciliation answers
     */
    public Delays(Clock clock, Duration history, Duration state) {
        this.clock = clock;
        this.history = history;
        this.state = state;
    }

    /** Changes how late lists of deals and orders are. */
    public void history(Duration value) {
        history = value;
    }

    /** Changes how late reconciliation is. */
    public void state(Duration value) {
        state = value;
    }

    boolean any() {
        return late(history) || late(state);
    }

    boolean historyIsLate() {
        return late(history);
    }

    boolean stateIsLate() {
        return late(state);
    }

    private static boolean late(Duration delay) {
        return !delay.isZero();
    }

    long now() {
        return clock.millis();
    }

    /** What happened until then is in the lists. */
    long historyUntil() {
        return now() - history.toMillis();
    }

    /** What happened until then is in the answers to reconciliation. */
    long stateUntil() {
        return now() - state.toMillis();
    }
}
