package io.github.camelctrader.client.download;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Batches as they are taken: while one is dealt with, the next is read. */
final class PageDownload<T> implements HistoryDownload<List<T>> {
    private final DownloadRun<T> run;
    private CompletableFuture<Batch<T>> coming;
    private @Nullable Batch<T> arrived;
    private @Nullable CTraderException failure;
    private long completeUntil;

    PageDownload(DownloadRun<T> run, long from) {
        this.run = run;
        coming = run.next();
        completeUntil = from - 1;
    }

    @Override
    public boolean hasNext() {
        await();
        return arrived == null || !arrived.last();
    }

    @Override
    public List<T> next() {
        await();
        if (failure != null) {
            throw failure;
        }
        Batch<T> batch = arrived;
        if (batch == null || batch.last()) {
            throw new NoSuchElementException("The range was read whole");
        }
        arrived = null;
        completeUntil = batch.until();
        coming = run.next();
        return batch.rows();
    }

    @Override
    public HistoryProgress progress() {
        return run.progress();
    }

    @Override
    public void close() {
        run.close();
    }

    private void await() {
        if (arrived != null || failure != null) {
            return;
        }
        try {
            arrived = coming.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.close();
            failure = new NotSentException("The thread that reads the download was interrupted", e)
                    .completeUntil(completeUntil);
        } catch (ExecutionException e) {
            failure = e.getCause() instanceof CTraderException known
                    ? known
                    : new RequestTimeoutException("The download ended: " + e.getCause(), e.getCause())
                            .completeUntil(completeUntil);
        }
    }
}
