package io.github.camelctrader.client.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a few tasks run at a time on the threads of others, so that those which hang do not use up all of these. */
final class BoundedExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedExecutor.class);

    private final Executor threads;
    private final int few;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    BoundedExecutor(Executor threads, int few) {
        this.threads = threads;
        this.few = few;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (running >= few) {
                waiting.add(task);
                return;
            }
            running++;
        } finally {
            lock.unlock();
        }
        try {
            threads.execute(() -> runAll(task));
        } catch (RuntimeException | Error e) {
            lock.lock();
            try {
                running--;
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("A task of a TLS handshake failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = waiting.poll();
            if (task == null) {
                running--;
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
