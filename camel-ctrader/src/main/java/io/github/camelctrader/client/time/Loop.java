package io.github.camelctrader.client.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread that owns all state of a connection, with its clock and timers. What is marked with {@link OnLoop} runs on it alone and
 * needs no lock. Tests have one that runs on their own thread and moves its clock by hand.
 */
public interface Loop extends Executor, Ticker {
    /** Whether the caller is on this thread. */
    boolean inLoop();

    /** Fails if the caller is on another thread, where assertions are enabled, as they are in tests. */
    default void check() {
        assert inLoop() : Thread.currentThread().getName() + " called what only the loop may call";
    }

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
