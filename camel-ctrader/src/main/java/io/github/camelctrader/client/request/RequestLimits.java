package io.github.camelctrader.client.request;

import io.github.camelctrader.client.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The server's limits as this side keeps them: requests per second of a connection, fewer of history, and payload types
 * that the server blocked for a while. The history of what was sent outlives the link, because the server may count across
 * links. Confined to the loop.
 */
final class RequestLimits {
    private static final long NONE = -1;

    private final SlidingWindow all;
    private final SlidingWindow historical;
    private final Map<Integer, Long> blockedUntil = new HashMap<>();

    RequestLimits(ConnectionSettings settings) {
        all = new SlidingWindow(settings.requestsPerSecond(), settings.limitMargin());
        historical = new SlidingWindow(settings.historicalRequestsPerSecond(), settings.limitMargin());
    }

    /** How long this request has to wait: 0 when it may go. */
    long nanosUntilFree(PendingRequest request, long now) {
        long wait = all.nanosUntilFree(now);
        if (request.priority() == Priority.HISTORICAL) {
            wait = Math.max(wait, historical.nanosUntilFree(now));
        }
        return Math.max(wait, nanosBlocked(request.payloadType(), now));
    }

    void take(PendingRequest request, long now) {
        long permit = all.take(now);
        long historicalPermit = request.priority() == Priority.HISTORICAL ? historical.take(now) : NONE;
        request.took(permit, historicalPermit);
    }

    /** The server answered, and has therefore counted, the request. */
    void answered(PendingRequest request, long now) {
        all.answered(request.permit(), now);
        if (request.historicalPermit() != NONE) {
            historical.answered(request.historicalPermit(), now);
        }
    }

    /** The server wants no request of this type for a while. */
    void block(int payloadType, long untilNanos) {
        blockedUntil.merge(payloadType, untilNanos, (known, given) -> given - known > 0 ? given : known);
    }

    /** Whether requests of one priority may have to wait for different times. */
    boolean blocksAnyType() {
        return !blockedUntil.isEmpty();
    }

    private long nanosBlocked(int payloadType, long now) {
        if (blockedUntil.isEmpty()) {
            return 0;
        }
        Long until = blockedUntil.get(payloadType);
        if (until == null) {
            return 0;
        }
        if (until - now <= 0) {
            blockedUntil.remove(payloadType);
            return 0;
        }
        return until - now;
    }
}
