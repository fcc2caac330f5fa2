package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.RateLimitAnswer;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Limits of one connection, measured on arrival. Refused requests are not counted. Under {@link RateLimitAnswer#BLOCKED_PAYLOAD_TYPE} a refused
 * payload type stays blocked for the whole time that the refusal named.
 */
final class RequestLimits {
    private static final long SECOND = 1_000_000_000L;

    private final RollingWindow all;
    private final RollingWindow historical;
    private final boolean blocks;
    private final Map<Integer, Long> blockedUntil = new HashMap<>();

    RequestLimits(Limits limits) {
        all = new RollingWindow(limits.requestsPerSecond());
        historical = new RollingWindow(limits.historicalRequestsPerSecond());
        blocks = limits.answer() == RateLimitAnswer.BLOCKED_PAYLOAD_TYPE;
    }

    /**
     * Counts a request or refuses it.
     *
     * @return nothing if admitted, otherwise the whole seconds to wait, at least 1
     */
    OptionalLong refuse(int payloadType, long nanos) {
        long wait = Math.max(blockedFor(payloadType, nanos), all.waitFor(nanos));
        if (PayloadTypes.isHistorical(payloadType)) {
            wait = Math.max(wait, historical.waitFor(nanos));
        }
        if (wait > 0) {
            long seconds = (wait + SECOND - 1) / SECOND;
            if (blocks) {
                blockedUntil.putIfAbsent(payloadType, nanos + seconds * SECOND);
            }
            return OptionalLong.of(seconds);
        }
        blockedUntil.remove(payloadType);
        all.admit(nanos);
        if (PayloadTypes.isHistorical(payloadType)) {
            historical.admit(nanos);
        }
        return OptionalLong.empty();
    }

    /** Refuses a payload type for so many seconds. */
    void block(int payloadType, long nanos, long seconds) {
        blockedUntil.put(payloadType, nanos + seconds * SECOND);
    }

    private long blockedFor(int payloadType, long nanos) {
        Long until = blockedUntil.get(payloadType);
        if (until != null && until - nanos <= 0) {
            blockedUntil.remove(payloadType);
            return 0;
        }
        return until == null ? 0 : until - nanos;
    }
}
