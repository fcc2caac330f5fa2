package io.github.camelctrader.simulator;

/** How a request above the limit is refused. Both forms have been seen from servers; today's is the first. */
public enum RateLimitAnswer {
    /** {@code BLOCKED_PAYLOAD_TYPE} with {@code retryAfter}; the payload type stays blocked for that many seconds. */
    BLOCKED_PAYLOAD_TYPE,
    /** {@code REQUEST_FREQUENCY_EXCEEDED} without a time; the next request is accepted as soon as the window has room. */
    REQUEST_FREQUENCY_EXCEEDED
}
