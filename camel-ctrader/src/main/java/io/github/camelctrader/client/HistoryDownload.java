package io.github.camelctrader.client;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A running download of history, the oldest row first. One page is read ahead, so that memory is bounded however long the range is.
 *
 * <p>It ends normally only when the range was read whole. Otherwise {@link #next()} first returns all rows that were read, and then
 * throws at every call why the next page could not be read. {@link CTraderException#getCompleteUntil()} then says up to which time,
 * inclusive, everything was returned: a download from one ms later goes on without a row lost or doubled.
 *
 * <p>{@link #hasNext()} and {@link #next()} wait for the server, never longer than the request's timeout unless the server's limits
 * make it wait; call them on one thread at a time, and not on the connection's own. {@link #close()} and {@link #progress()} may be
 * called on any thread.
 *
 * @param <T> a row, or a list of rows
 */
public interface HistoryDownload<T> extends Iterator<T>, Closeable {
    /** Whether {@link #next()} has something to return or to throw. */
    @Override
    boolean hasNext();

    /**
     * @throws CTraderException when the next page could not be read, or this was closed before the end
     * @throws NoSuchElementException when the range was read whole
     */
    @Override
    T next();

    /** The progress so far. */
    HistoryProgress progress();

    /** Ends the download: nothing more is read, and a call that waits in {@link #next()} fails. May be called more than once. */
    @Override
    void close();
}
