package io.github.camelctrader.client.time;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, on threads that may block, for code of the application. Tests have one that does not wait. */
public interface BlockingCalls {
    /**
     * Calls something that may hang.
     *
     * @throws TimeoutException when it did not return within {@code limit}; it is interrupted then
     * @throws Exception what it threw; so are errors
     */
    <T> T within(Duration limit, Callable<T> call) throws Exception;

    /** Waits before another attempt. */
    void pause(Duration pause) throws InterruptedException;

    /** That of this machine. */
    static BlockingCalls real() {
        return new BlockingCalls() {
            @Override
            public <T> T within(Duration limit, Callable<T> call) throws Exception {
                FutureTask<T> task = new FutureTask<>(call);
                Thread thread = new Thread(task, "ctrader-store");
                thread.setDaemon(true);
                thread.start();
                try {
                    return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw e.getCause() instanceof Exception thrown ? thrown : e;
                } finally {
                    task.cancel(true);
                }
            }

            @Override
            public void pause(Duration pause) throws InterruptedException {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        };
    }
}
