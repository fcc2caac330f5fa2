package io.github.camelctrader.client.download;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range that the client itself wants, whole or not at all. It goes before the downloads of users, and asks the server
 * as they do.
 */
@OnLoop
public final class WholeRead {
    /** Of bars of a minute, at 14,000 an answer, that is more than a year. */
    static final int MOST_REQUESTS = 40;

    private final DownloadPlan<Trendbar> plan;
    private final Requests requests;
    private final List<Trendbar> rows = new ArrayList<>();
    private final CompletableFuture<List<Trendbar>> result = new CompletableFuture<>();
    private int asked;

    private WholeRead(HistoryQuery<Trendbar> query, Requests requests) {
        this.plan = new DownloadPlan<>(
                PageKinds.of(query, () -> Long.MAX_VALUE), query.from(), query.to(), RangeEnd.over());
        this.requests = requests;
    }

    /**
     * Bars whose time is over, all of them closed.
     *
     * @return oldest first; completes on the loop, or fails with a {@link io.github.camelctrader.client.CTraderException} when a page
     *     was not read
     */
    public static CompletableFuture<List<Trendbar>> bars(ProtoOAGetTrendbarsReq request, Requests requests) {
        try {
            WholeRead read = new WholeRead(HistoryQuery.of(request), requests);
            read.goOn();
            return read.result;
        } catch (InvalidRequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private void goOn() {
        Batch<Trendbar> batch = plan.take();
        while (batch != null && !batch.last()) {
            rows.addAll(batch.rows());
            batch = plan.take();
        }
        if (batch != null) {
            result.complete(rows);
        } else if (++asked > MOST_REQUESTS) {
            fail("they take more than " + MOST_REQUESTS + " requests");
        } else {
            ask(plan.window());
        }
    }

    private void ask(Window window) {
        Callbacks.whenDone(
                requests.send(plan.kind().maker().of(window.from(), window.to()), Priority.HISTORICAL),
                (answer, failure) -> {
                    if (failure != null && !plan.refused(window, Callbacks.causeOf(failure))) {
                        result.completeExceptionally(failure);
                        return;
                    }
                    String problem = failure == null ? taken(window, answer) : null;
                    if (problem == null) {
                        goOn();
                    } else {
                        fail(problem);
                    }
                });
    }

    private @Nullable String taken(Window window, InboundMessage answer) {
        Page<Trendbar> page = plan.kind().reader().read(answer.message(), window);
        return page == null
                ? "they were answered with payload type " + answer.payloadType()
                : plan.answered(window, page);
    }

    private void fail(String problem) {
        result.completeExceptionally(new RequestTimeoutException("The bars were not read: " + problem, null));
    }
}
