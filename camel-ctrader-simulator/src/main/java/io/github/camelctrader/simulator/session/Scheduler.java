package io.github.camelctrader.simulator.session;

import java.time.Duration;

/** Runs something a little later, on the simulator's thread; never once the simulator is closed. */
@FunctionalInterface
public interface Scheduler {
    /** Runs a task after a delay; at once, before this returns, if the delay is zero. */
    void after(Duration delay, Runnable task);
}
