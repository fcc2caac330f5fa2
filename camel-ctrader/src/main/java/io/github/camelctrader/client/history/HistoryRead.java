package io.github.camelctrader.client.history;

import com.google.protobuf.Message;
import io.github.camelctrader.client.history.RowKind.Page;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One read of a list, page by page. There is no cursor: what a page left out is asked for by time, with the border asked for
 * again, because several rows may share its millisecond. Whether a server leaves out the oldest or the newest rows is not
 * documented and was seen both ways, so that both sides of the first cut page are looked at; the side on which nothing is
 * found is not looked at again.
 */
@OnLoop
final class HistoryRead<T> implements Reading<T> {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRead.class);

    private final Requests requests;
    private final RequestMaker maker;
    private final RowKind<T> kind;
    private final Deque<Window> windows = new ArrayDeque<>();
    private final Map<Long, T> found = new HashMap<>();
    private final CompletableFuture<History<T>> result = new CompletableFuture<>();
    private boolean nothingOlder;
    private boolean nothingNewer;
    private int pages;

    /** Makes the request for a window of Unix ms, both ends included. */
    interface RequestMaker {
        Message of(long fromMillis, long toMillis);
    }

    /** Which part of a cut page's window this is. */
    private enum Side {
        WHOLE,
        OLDER,
        NEWER
    }

    private record Window(long from, long to, Side side) {}

    HistoryRead(Requests requests, RequestMaker maker, RowKind<T> kind) {
        this.requests = requests;
        this.maker = maker;
        this.kind = kind;
    }

    Reading<T> read(long fromMillis, long toMillis) {
        for (long from = fromMillis; from <= toMillis; from += AccountHistory.WINDOW_MILLIS + 1) {
            windows.add(new Window(from, Math.min(from + AccountHistory.WINDOW_MILLIS, toMillis), Side.WHOLE));
        }
        next();
        return this;
    }

    @Override
    public CompletableFuture<History<T>> end() {
        return result;
    }

    @Override
    public History<T> soFar() {
        return result.isDone() ? result.join() : rows(false);
    }

    private void next() {
        Window window = windows.poll();
        if (window == null) {
            end(true);
        } else if (window.side == Side.OLDER && nothingOlder || window.side == Side.NEWER && nothingNewer) {
            next();
        } else if (pages >= AccountHistory.MAX_PAGES || found.size() >= AccountHistory.MAX_ROWS) {
            stop("it has " + pages + " pages and " + found.size() + " rows already");
        } else {
            pages++;
            Callbacks.whenDone(
                    requests.send(maker.of(window.from, window.to), Priority.RECOVERY),
                    (answer, failure) -> answered(window, answer, failure));
        }
    }

    private void answered(Window window, InboundMessage answer, @Nullable Throwable failure) {
        Page<T> page = failure == null ? kind.reader().read(answer.message()) : null;
        if (page == null) {
            stop(failure == null ? "it was answered with payload type " + answer.payloadType() : failure.toString());
            return;
        }
        boolean news = keep(page);
        if (!news && !page.hasMore()) {
            nothingOlder |= window.side == Side.OLDER;
            nothingNewer |= window.side == Side.NEWER;
        }
        if (page.hasMore() && !askForTheRest(window, page)) {
            stop("the server says that there is more in " + window + " and does not show it");
        } else {
            next();
        }
    }

    private boolean keep(Page<T> page) {
        int before = found.size();
        page.rows()
                .forEach(row -> found.merge(
                        kind.id().applyAsLong(row),
                        row,
                        (known, again) ->
                                kind.time().applyAsLong(again) >= kind.time().applyAsLong(known) ? again : known));
        return found.size() > before;
    }

    /** Returns false when there is no smaller window that the missing rows could be in. */
    private boolean askForTheRest(Window window, Page<T> page) {
        LongSummaryStatistics times =
                page.rows().stream().mapToLong(kind.time()).summaryStatistics();
        if (times.getCount() == 0) {
            return false;
        }
        long first = times.getMin();
        long last = times.getMax();
        if (first < window.from || last > window.to || window.from == window.to) {
            return false;
        }
        if (first == last) {
            // Some rows of this very millisecond may be missing as well: it is asked for alone.
            ask(window.from, first - 1, Side.OLDER);
            ask(last + 1, window.to, Side.NEWER);
            ask(first, first, Side.WHOLE);
        } else {
            ask(window.from, first, Side.OLDER);
            ask(last, window.to, Side.NEWER);
        }
        return true;
    }

    private void ask(long from, long to, Side side) {
        if (from <= to) {
            windows.addFirst(new Window(from, to, side));
        }
    }

    private void stop(String cause) {
        LOG.info("A read of history is not complete: {}", cause);
        end(false);
    }

    private void end(boolean complete) {
        result.complete(rows(complete));
    }

    private History<T> rows(boolean complete) {
        return new History<>(
                found.values().stream()
                        .sorted(Comparator.comparingLong(kind.time()).thenComparingLong(kind.id()))
                        .toList(),
                complete);
    }
}
