package io.github.camelctrader.consumer;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventSink;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one subscription, taken one by one. As the subscription's executor it only keeps the tasks, and the thread that
 * receives runs them: so an event leaves the subscription's lanes when a caller takes it, and until then a newer quote can still
 * replace an older one. All methods may be called on any thread.
 */
public final class PolledEvents implements EventSink, Executor {
    /** Guards {@link #work} and {@link #open}; the connection's own thread takes it, so nothing else is done under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private boolean open;

    /** Held while work runs and until what it brought is taken, so that no other receiver takes it. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Consumer<CTraderException> onProblem;
    private @Nullable ClientEvent event;
    private @Nullable Runnable done;
    private @Nullable CTraderException problem;

    /**
     * Closed until it is opened.
     *
     * @param onProblem is told of each problem by the thread that receives, and may throw it there
     */
    public PolledEvents(Consumer<CTraderException> onProblem) {
        this.onProblem = onProblem;
    }

    @Override
    public void execute(Runnable runnable) {
        lock.lock();
        try {
            work.add(runnable);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The event is done with when the work that brought it has returned: to say so here would bring the next one at once. */
    @Override
    public void accept(ClientEvent accepted, Runnable whenDone) {
        event = accepted;
        done = whenDone;
    }

    @Override
    public void problem(CTraderException told) {
        problem = told;
    }

    /** From now on there may be events to receive. */
    public void open() {
        set(true);
    }

    /** From now on there is nothing to receive, and calls that wait return. */
    public void shut() {
        set(false);
    }

    private void set(boolean isOpen) {
        lock.lock();
        try {
            open = isOpen;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The event that is the next one now, or null when there is none, or when this is closed.
     */
    @Nullable
    ClientEvent poll() {
        turn.lock();
        try {
            for (Runnable next = nextWork(); next != null; next = nextWork()) {
                next.run();
                ClientEvent taken = taken();
                if (taken != null) {
                    return taken;
                }
            }
            return null;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Waits for the next event.
     *
     * @param nanos the longest time to wait; {@link Long#MAX_VALUE} is for ever
     * @return null when there was none in time, when this is closed, or when the thread was interrupted, which it then still is
     */
    public @Nullable ClientEvent poll(long nanos) {
        long left = nanos;
        ClientEvent next = poll();
        while (next == null && left > 0) {
            left = await(left);
            next = poll();
        }
        return next;
    }

    /** Returns the time that is left, and none when nothing will come. */
    private long await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (open && work.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return open ? left : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable nextWork() {
        lock.lock();
        try {
            return open ? work.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ClientEvent taken() {
        CTraderException told = problem;
        if (told != null) {
            problem = null;
            onProblem.accept(told);
        }
        ClientEvent taken = event;
        if (taken != null) {
            event = null;
            Objects.requireNonNull(done).run();
        }
        return taken;
    }
}
