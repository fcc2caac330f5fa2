package io.github.camelctrader.client.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread that owns all state of a connection, with its clock and timers. State that is confined to it needs no
 * lock. Tests have one that runs on their own thread and moves its clock by hand.
 */
public interface Loop extends Executor, Ticker {
    /** Whether the caller is on this thread. */
    boolean inLoop();

    /** Runs a task on this thread once {@code delay} has passed. */
    Timer schedule(Duration delay, Runnable task);

    /** Runs a task on this thread: at once when the caller is on it, soon otherwise. */
    default void run(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /**
     * Runs a task on this thread soon, unless the thread has ended: for what nobody waits for any more by then.
     *
     * @return whether it will run
     */
    default boolean tryExecute(Runnable task) {
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    /** A task that waits for its time. */
    interface Timer {
        /** Keeps the task from running if it has not started. May be called more than once. */
        void cancel();
    }
}
