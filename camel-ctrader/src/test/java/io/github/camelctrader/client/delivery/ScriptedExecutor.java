package io.github.camelctrader.client.delivery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks when the test says so, on the test's thread. */
final class ScriptedExecutor implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean shutDown;
    private int taken;

    @Override
    public void execute(Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("shut down by the test");
        }
        taken++;
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** How many tasks were ever handed over. */
    int taken() {
        return taken;
    }

    boolean runOne() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    void runAll() {
        while (runOne()) {
            // each task may have added another
        }
    }

    void shutDown() {
        shutDown = true;
        tasks.clear();
    }
}
