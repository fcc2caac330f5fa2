package io.github.camelctrader.client.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for work that may block, and that may wait for other work of the same pool. Work waits in a queue for one of a
 * few threads. Where it waits too long more are made, up to a bound. When all of them are blocked, so that nothing at all
 * ends any more, one is added from time to time, without a bound: work that others wait for gets its turn in the end
 * whatever they block on, which no fixed number of threads can promise. Work is never lost because a thread cannot be made,
 * as long as there is one. Thread-safe; the queue has no bound of its own.
 */
public final class WorkerPool implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    /** Work that waits longer than this gets another thread. */
    private static final long IMPATIENCE = Duration.ofMillis(10).toNanos();
    /** So long nothing may end before the bound is passed, and so long when somebody at work may wait for what waits. */
    private static final long STALL = Duration.ofSeconds(1).toNanos();

    private static final long URGENT_STALL = Duration.ofMillis(50).toNanos();
    /** A thread that has nothing to do for so long ends. */
    private static final long IDLE = Duration.ofSeconds(30).toNanos();

    private static final ThreadLocal<Boolean> WORKING = ThreadLocal.withInitial(() -> false);

    private final String name;
    private final ThreadFactory threads;
    private final int few;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition watch = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Deque<Queued> urgent = new ArrayDeque<>();
    private final Deque<Queued> ordinary = new ArrayDeque<>();
    private final Set<Thread> workers = new HashSet<>();
    private int idle;
    private long done;
    private boolean dozing;
    private boolean closed;

    private record Queued(Runnable task, long since) {}

    /** Work that a thread at work may wait for. */
    private record Urgent(Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
    }

    /**
     * Starts the first thread and the one that watches.
     *
     * @param name for the log
     * @param few threads that are made as soon as there is work for them
     * @param most threads that are made because work waits, unless all of them are blocked
     */
    public WorkerPool(String name, ThreadFactory threads, int few, int most) {
        this.name = name;
        this.threads = threads;
        this.few = Math.max(1, few);
        this.most = Math.max(this.few, most);
        lock.lock();
        try {
            grow(1);
        } finally {
            lock.unlock();
        }
        threads.newThread(this::watch).start();
    }

    /** Whether the calling thread is at work for some pool, so that work may hang on what it waits for. */
    public static boolean isAtWork() {
        return WORKING.get();
    }

    /** The same work, which goes before other work where a pool does it. */
    public static Runnable first(Runnable task) {
        return new Urgent(task);
    }

    /** @throws RejectedExecutionException after {@link #close} */
    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("The threads of " + name + " were shut down");
            }
            (task instanceof Urgent ? urgent : ordinary).add(new Queued(task, System.nanoTime()));
            if (waiting() <= idle) {
                work.signal();
            } else if (workers.size() < few) {
                grow(1);
            } else if (dozing) {
                watch.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many threads there are. */
    public int size() {
        lock.lock();
        try {
            return workers.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new, and waits so long for the end of what was taken; then interrupts what still runs. */
    public void close(Duration patience) {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            watch.signalAll();
            long left = patience.toNanos();
            // Whoever closes the pool from one of its own threads does not wait for that one.
            while (workers.size() > (workers.contains(Thread.currentThread()) ? 1 : 0) && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
            lock.unlock();
        }
    }

    private int waiting() {
        return urgent.size() + ordinary.size();
    }

    /** Makes more threads, if the machine lets it. */
    private void grow(int number) {
        for (int made = 0; made < number; made++) {
            try {
                Thread thread = threads.newThread(this::work);
                workers.add(thread);
                try {
                    thread.start();
                } catch (Throwable e) {
                    workers.remove(thread);
                    throw e;
                }
            } catch (Throwable e) {
                if (workers.isEmpty()) {
                    throw e;
                }
                LOG.error(
                        "The system gives {} no more than {} threads, {} tasks wait for them: see to its limits of threads"
                                + " and memory",
                        name,
                        workers.size(),
                        waiting(),
                        e);
                return;
            }
        }
    }

    private void work() {
        WORKING.set(true);
        for (Queued next = take(); next != null; next = take()) {
            try {
                next.task().run();
            } catch (Throwable e) {
                LOG.error("A task of {} failed", name, e);
            }
        }
    }

    private @Nullable Queued take() {
        lock.lock();
        try {
            done++;
            // What the last task left behind is not meant for the next one.
            Thread.interrupted();
            long left = IDLE;
            while (waiting() == 0 && !closed && (left > 0 || workers.size() == 1)) {
                idle++;
                try {
                    left = work.awaitNanos(left > 0 ? left : IDLE);
                } catch (InterruptedException e) {
                    LOG.debug("A thread of {} was interrupted while it had nothing to do", name);
                } finally {
                    idle--;
                }
            }
            Queued next = urgent.isEmpty() ? ordinary.poll() : urgent.poll();
            if (next == null) {
                workers.remove(Thread.currentThread());
                ended.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            long seen = done;
            long since = System.nanoTime();
            while (!closed || waiting() > 0) {
                long now = System.nanoTime();
                if (done != seen) {
                    seen = done;
                    since = now;
                }
                if (waiting() == 0) {
                    dozing = true;
                    watch.await();
                    dozing = false;
                    since = System.nanoTime();
                } else {
                    if (now - oldest() >= IMPATIENCE) {
                        since = relieve(now, since);
                    }
                    watch.await(IMPATIENCE, TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "The watch over the threads of {} was interrupted and ends: threads that block are not replaced any more",
                    name,
                    e);
        } finally {
            lock.unlock();
        }
    }

    /** Adds threads where that is right. Returns since when nothing ended. */
    private long relieve(long now, long since) {
        if (workers.size() < most) {
            grow(Math.min(Math.min(waiting(), most - workers.size()), Math.max(1, workers.size() / 4)));
        } else if (now - since >= (urgent.isEmpty() ? STALL : URGENT_STALL)) {
            LOG.warn(
                    "All {} threads of {} are blocked, nothing ends and {} tasks wait; adding one",
                    workers.size(),
                    name,
                    waiting());
            grow(1);
            return now;
        }
        return since;
    }

    private long oldest() {
        Queued first = urgent.peek();
        Queued second = ordinary.peek();
        if (first == null || second == null) {
            Queued only = first == null ? second : first;
            return only == null ? System.nanoTime() : only.since();
        }
        return first.since() - second.since() < 0 ? first.since() : second.since();
    }
}
