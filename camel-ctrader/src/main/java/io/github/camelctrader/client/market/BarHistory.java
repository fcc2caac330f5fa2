package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the bars of a window that is over, all or none of them. Confined to the connection's loop. */
final class BarHistory {
    /** Requests of one read. At 14,000 bars each that is more than a year of M1. */
    static final int MOST_PAGES = 40;

    /** cTrader Open API: no answer was seen to hold more, and not every server says that it left some out. */
    static final int FULL_PAGE = 14_000;

    /** Ms; what is refused of so little is not refused for its width. */
    private static final long LEAST_WINDOW = 3_600_000;

    private final Requests requests;

    BarHistory(Requests requests) {
        this.requests = requests;
    }

    /**
     * Bars that open within a window.
     *
     * @param fromMillis Unix ms, included
     * @param toMillis Unix ms, included
     * @return oldest first; fails when a page was not read
     */
    CompletableFuture<List<Bar>> read(BarKey key, long fromMillis, long toMillis) {
        Read read = new Read(key);
        read.windows.add(new Window(fromMillis, toMillis));
        read.next();
        return read.result;
    }

    private record Window(long from, long to) {
        boolean isTooWide(Throwable failure) {
            return to - from > LEAST_WINDOW
                    && Callbacks.causeOf(failure) instanceof RequestRejectedException no
                    && ServerErrorCode.INCORRECT_BOUNDARIES.is(no.getErrorCode());
        }
    }

    private final class Read {
        private final BarKey key;
        private final Deque<Window> windows = new ArrayDeque<>();
        private final SortedMap<Long, Bar> bars = new TreeMap<>();
        private final CompletableFuture<List<Bar>> result = new CompletableFuture<>();
        private int pages;

        private Read(BarKey key) {
            this.key = key;
        }

        private void next() {
            Window window = windows.poll();
            if (window == null) {
                result.complete(new ArrayList<>(bars.values()));
                return;
            }
            if (++pages > MOST_PAGES) {
                fail("more than " + MOST_PAGES + " pages", null);
                return;
            }
            ProtoOAGetTrendbarsReq request = ProtoOAGetTrendbarsReq.newBuilder()
                    .setCtidTraderAccountId(key.accountId())
                    .setSymbolId(key.symbolId())
                    .setPeriod(key.period())
                    .setFromTimestamp(window.from)
                    .setToTimestamp(window.to)
                    .build();
            Callbacks.whenDone(requests.send(request, Priority.HISTORICAL), (answer, failure) -> {
                if (failure != null && window.isTooWide(failure)) {
                    // How much a server takes in one window depends on the period, and is not documented.
                    long middle = window.from + (window.to - window.from) / 2;
                    add(window.from, middle);
                    add(middle + 1, window.to);
                    next();
                } else if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (answer.message() instanceof ProtoOAGetTrendbarsRes page) {
                    take(window, page);
                } else {
                    fail("answered with payload type " + answer.payloadType(), null);
                }
            });
        }

        /** Which side of a window a server cuts off is not documented: both are asked for. */
        private void take(Window window, ProtoOAGetTrendbarsRes page) {
            long oldest = Long.MAX_VALUE;
            long newest = Long.MIN_VALUE;
            for (ProtoOATrendbar row : page.getTrendbarList()) {
                long openTime = Bar.openTime(row);
                if (openTime >= window.from && openTime <= window.to) {
                    bars.put(openTime, Bar.past(row));
                    oldest = Math.min(oldest, openTime);
                    newest = Math.max(newest, openTime);
                }
            }
            if (page.getHasMore() || page.getTrendbarCount() >= FULL_PAGE) {
                if (oldest == Long.MAX_VALUE) {
                    fail("a page without a row of the window is said to be cut", null);
                    return;
                }
                add(window.from, oldest - 1);
                add(newest + 1, window.to);
            }
            next();
        }

        private void add(long from, long to) {
            if (from <= to) {
                windows.add(new Window(from, to));
            }
        }

        private void fail(String cause, @Nullable Throwable failure) {
            result.completeExceptionally(
                    new RequestTimeoutException("The bars of " + key + " were not read: " + cause, failure));
        }
    }
}
