package io.github.camelctrader.client.download;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Reads batch after batch, each when it is asked for. */
@OnLoop
final class DownloadRun<T> {
    private final HistoryQuery<T> query;
    private final Environment environment;
    private final Duration timeout;
    private final DownloadQueue queue;
    private final Loop loop;
    private final PageKind<T> kind;
    private final DownloadPlan<T> plan;
    private final Tally tally;
    private @Nullable CompletableFuture<Batch<T>> wanted;
    private DownloadQueue.@Nullable Asked asked;
    private boolean closed;

    DownloadRun(
            HistoryQuery<T> query,
            DownloadPlan<T> plan,
            Tally tally,
            Environment environment,
            Duration timeout,
            DownloadQueue queue) {
        this.query = query;
        this.environment = environment;
        this.timeout = timeout;
        this.queue = queue;
        this.plan = plan;
        this.tally = tally;
        kind = plan.kind();
        loop = queue.loop();
    }

    /**
     * The next batch. Completes on the loop, or fails with a {@link CTraderException} that has {@code completeUntil}. Not to be
     * called again before it is done.
     */
    @AnyThread
    CompletableFuture<Batch<T>> next() {
        CompletableFuture<Batch<T>> batch = new CompletableFuture<>();
        try {
            loop.execute(() -> want(batch));
        } catch (RejectedExecutionException ended) {
            batch.completeExceptionally(completed(new NotSentException("Not sent: the connection is closed", ended)));
        }
        return batch;
    }

    /** Asks for nothing more; a batch that is awaited fails. */
    @AnyThread
    void close() {
        loop.tryExecute(() -> {
            closed = true;
            tally.ended(State.CLOSED);
            if (asked != null) {
                asked.abandon();
            }
        });
    }

    @AnyThread
    HistoryProgress progress() {
        return tally.progress();
    }

    private void want(CompletableFuture<Batch<T>> batch) {
        wanted = batch;
        goOn();
    }

    private void goOn() {
        CompletableFuture<Batch<T>> batch = wanted;
        if (batch == null) {
            return;
        }
        Batch<T> ready = closed ? null : plan.take();
        if (ready != null) {
            wanted = null;
            tally.took(ready);
            batch.complete(ready);
        } else if (closed) {
            fail(new NotSentException("Not sent: the download was closed", null));
        } else {
            ask();
        }
    }

    private void ask() {
        Window window = plan.window();
        Message request = kind.maker().of(window.from(), window.to());
        DownloadQueue.Asked asking = queue.ask(request, timeout);
        asked = asking;
        Callbacks.whenDone(asking.answer(), (answer, failure) -> {
            asked = null;
            tally.asked(asking.waited());
            if (failure != null) {
                failed(window, Callbacks.causeOf(failure));
            } else {
                answered(window, request, answer);
            }
        });
    }

    private void answered(Window window, Message request, InboundMessage answer) {
        String name = request.getDescriptorForType().getName();
        Page<T> page = kind.reader().read(answer.message(), window);
        String problem = page == null
                ? "it was answered with payload type " + answer.payloadType()
                : plan.answered(window, page);
        if (problem == null) {
            goOn();
        } else {
            fail(new RequestTimeoutException(
                    name + " from " + window.from() + " to " + window.to() + " got no answer that can be used: "
                            + problem,
                    null));
        }
    }

    private void failed(Window window, Throwable failure) {
        if (plan.refused(window, failure)) {
            goOn();
        } else if (failure instanceof CTraderException known) {
            fail(known);
        } else {
            fail(new RequestTimeoutException("The download ended: " + failure, failure));
        }
    }

    private void fail(CTraderException failure) {
        CompletableFuture<Batch<T>> batch = wanted;
        wanted = null;
        tally.ended(State.FAILED);
        if (batch != null) {
            batch.completeExceptionally(completed(failure));
        }
    }

    private CTraderException completed(CTraderException failure) {
        return failure.concerning(environment, PayloadTypes.accountIdOf(query.request()), null)
                .completeUntil(plan.completeUntil());
    }
}
