package io.github.camelctrader.client.request;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;

/**
 * The server's limits as this side keeps them: requests per second of a connection, fewer of history, and payload types
 * that the server blocked for a while. The history of what was sent outlives the link, because the server may count across
 * links.
 */
@OnLoop
final class RequestLimits {
    /** The server's clock may be coarse. Its time began before we heard of it, so that no block needs more. */
    private static final Duration CLOCK_GUARD = Duration.ofMillis(50);

    private final SlidingWindow all;
    private final SlidingWindow historical;
    private final PayloadTypeBackoff blocks;

    RequestLimits(ConnectionSettings settings) {
        all = new SlidingWindow(settings.requestsPerSecond(), settings.limitMargin());
        historical = new SlidingWindow(settings.historicalRequestsPerSecond(), settings.limitMargin());
        blocks = new PayloadTypeBackoff(
                settings.limitMargin().compareTo(CLOCK_GUARD) < 0 ? settings.limitMargin() : CLOCK_GUARD);
    }

    /** How long this request has to wait: 0 when it may go. */
    long nanosUntilFree(PendingRequest request, long now) {
        long wait = all.nanosUntilFree(now);
        if (request.priority().isHistorical()) {
            wait = Math.max(wait, historical.nanosUntilFree(now));
        }
        return Math.max(wait, blocks.nanosBlocked(request.payloadType(), now));
    }

    void take(PendingRequest request, long now) {
        all.take(now);
        if (request.priority().isHistorical()) {
            historical.take(now);
        }
        request.took(all.taken(), historical.taken());
    }

    /** The server answered, and has therefore counted, the request and all that went before it on this link. */
    void answered(PendingRequest request, long now) {
        all.answered(request.permits() - 1, now);
        historical.answered(request.historicalPermits() - 1, now);
    }

    /** The link is gone, and with it the hope for answers that are still missing. */
    void linkLost(long now) {
        all.linkLost(now);
        historical.linkLost(now);
    }

    ClientReport.Requests report(int waiting, int unanswered, RequestTimes times, long now) {
        return new ClientReport.Requests(
                waiting,
                unanswered,
                all.counted(now),
                historical.counted(now),
                blocks.remaining(now),
                times.waits(),
                times.holds(),
                times.answers());
    }

    /** The types that the server blocked for a while. */
    PayloadTypeBackoff blocks() {
        return blocks;
    }
}
