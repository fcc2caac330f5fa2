package io.github.camelctrader.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server refused the request because too many of its kind came in; nothing was carried out. */
public class RateLimitedException extends RequestRejectedException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RateLimitedException(String message, String errorCode, @Nullable String description, Duration retryAfter) {
        super(message, errorCode, description, Retryability.AFTER_DELAY);
        this.retryAfter = retryAfter;
    }

    /** How long this kind of request stays blocked; the server counts in whole seconds. */
    public Duration getRetryAfter() {
        return retryAfter;
    }

    @Override
    public RateLimitedException withMessage(String message) {
        return new RateLimitedException(message, getErrorCode(), getDescription(), retryAfter);
    }
}
