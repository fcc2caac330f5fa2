package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.WorkerPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes calls of any thread to the loop of a connection, and the results back to the executor of the callers. */
final class LoopCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LoopCalls.class);

    private final Loop loop;
    private final Executor executor;
    private final Environment environment;

    /**
     * @param executor completes the futures of callers
     * @param environment named in exceptions
     */
    LoopCalls(Loop loop, Executor executor, Environment environment) {
        this.loop = loop;
        this.executor = executor;
        this.environment = environment;
    }

    /** The same as {@link #waitFor}; does nothing once the connection is closed. */
    void whileOpen(Runnable task) {
        try {
            waitFor(task);
        } catch (NotSentException closed) {
            LOG.debug("The connection is closed", closed);
        }
    }

    /** Runs a task on the loop and returns when it is done, so that whatever happens later happens with it in place. */
    void waitFor(Runnable task) {
        try {
            CompletableFuture.runAsync(task, loop::run).join();
        } catch (RejectedExecutionException closed) {
            throw new NotSentException("The connection is closed", closed).concerning(environment, null, null);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CTraderException refused
                    ? refused.concerning(environment, null, null)
                    : failed;
        }
    }

    /**
     * Runs a call on the loop, and completes its future on the caller's executor. What a thread at work asks for goes first
     * there, since that thread may wait for it.
     */
    <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean urgent = WorkerPool.isAtWork();
        try {
            loop.run(() ->
                    Callbacks.whenDone(asked(call), (value, failure) -> complete(result, value, failure, urgent)));
        } catch (RejectedExecutionException closed) {
            result.completeExceptionally(new NotSentException("Not sent: the connection is closed", closed)
                    .concerning(environment, null, null));
        }
        return result;
    }

    private static <T> CompletableFuture<T> asked(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> void complete(CompletableFuture<T> result, T value, @Nullable Throwable failure, boolean urgent) {
        Runnable completion = () -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        };
        try {
            executor.execute(urgent ? WorkerPool.first(completion) : completion);
        } catch (RejectedExecutionException shutDown) {
            // Completed late is better than never, and whoever shut the executor down expects no more callbacks on it.
            completion.run();
        } catch (RuntimeException | Error e) {
            LOG.error("There is no thread to complete a request on; it is completed on the connection's own", e);
            completion.run();
        }
    }
}
