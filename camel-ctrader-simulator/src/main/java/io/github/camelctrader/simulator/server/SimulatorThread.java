package io.github.camelctrader.simulator.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a simulator: sockets, market and accounts all live on it, so that nothing else needs a lock. */
final class SimulatorThread {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorThread.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final EventLoopGroup group;
    private final EventLoop loop;

    SimulatorThread() {
        ThreadFactory factory = work -> {
            Thread created = new Thread(work, "ctrader-simulator-" + NUMBERS.incrementAndGet());
            created.setDaemon(true);
            thread.set(created);
            return created;
        };
        group = new NioEventLoopGroup(1, factory);
        loop = group.next();
    }

    EventLoopGroup group() {
        return group;
    }

    /** Runs a task on the thread and returns when it is done; its runtime exceptions come out here. */
    void run(Runnable task) {
        requireOpen();
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.submit(task).get();
        } catch (RejectedExecutionException e) {
            throw closed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the simulator", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("The simulator failed", e.getCause());
        }
    }

    /** The same with a result. */
    <T> T call(Supplier<T> task) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        run(() -> result.set(task.get()));
        return Objects.requireNonNull(result.get());
    }

    /** Waits until sockets that were closed or opened on the thread are so for clients too: a selector lets go when it selects again. */
    void settle() {
        if (!loop.inEventLoop()) {
            loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }

    /** Runs a task on the thread later, or at once for a delay of zero. Only from the thread itself. */
    void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            loop.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Repeats a task until the end; a failure is logged and does not stop it. */
    void every(int millis, Runnable task) {
        loop.scheduleAtFixedRate(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the simulator failed", e);
        }
    }

    void requireOpen() {
        if (closing.get()) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("The simulator is closed");
    }

    /** Whether this call is the one that closes. */
    boolean beginClosing() {
        return closing.compareAndSet(false, true);
    }

    /** Runs a last task, then ends the thread, and returns when it has ended. */
    void finish(Runnable lastTask) {
        loop.submit(lastTask).awaitUninterruptibly();
        group.shutdownGracefully(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        Thread running = thread.get();
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
