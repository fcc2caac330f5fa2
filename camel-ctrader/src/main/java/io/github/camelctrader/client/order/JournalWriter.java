package io.github.camelctrader.client.order;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Timings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records to the journal, one at a time and in their order, on an executor, since the journal may wait for a disk.
 * Futures complete on the loop.
 */
@OnLoop
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final OrderJournal journal;
    private final Executor executor;
    private final Loop loop;
    private final Timings writes = new Timings();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    JournalWriter(OrderJournal journal, Executor executor, Loop loop) {
        this.journal = journal;
        this.executor = executor;
        this.loop = loop;
    }

    /** What the journal knows; nothing is written before that. */
    CompletableFuture<List<OrderRecord>> open() {
        return enqueue(journal::open);
    }

    /** Completes when the record would survive a crash. */
    CompletableFuture<OrderRecord> write(OrderRecord record) {
        long began = loop.nanoTime();
        CompletableFuture<OrderRecord> written = enqueue(() -> {
            journal.write(record);
            return record;
        });
        Callbacks.whenDone(written, (kept, failure) -> writes.add(loop.nanoTime() - began));
        return written;
    }

    /** How long records took until they were written down or refused. */
    ClientReport.Timing writes() {
        return writes.report();
    }

    /** Completes, on any thread, when all that was to be written until now is. */
    CompletableFuture<?> idle() {
        return last;
    }

    private <T> CompletableFuture<T> enqueue(Supplier<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        CompletableFuture<T> called = last.handleAsync((before, failure) -> call.get(), executor);
        last = called;
        Callbacks.whenDone(called, (value, failure) -> complete(done, value, failure));
        return done;
    }

    private <T> void complete(CompletableFuture<T> done, @Nullable T value, @Nullable Throwable failure) {
        try {
            loop.execute(() -> {
                if (failure == null) {
                    done.complete(value);
                } else {
                    done.completeExceptionally(Callbacks.causeOf(failure));
                }
            });
        } catch (RejectedExecutionException ended) {
            // Whoever waited was told when the connection closed.
            LOG.debug("The journal was written after the end of its connection", failure);
        }
    }
}
