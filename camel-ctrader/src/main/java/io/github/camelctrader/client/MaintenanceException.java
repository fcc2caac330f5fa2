package io.github.camelctrader.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The server is under maintenance; nothing was carried out. */
public class MaintenanceException extends RequestRejectedException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant end;

    public MaintenanceException(String message, String errorCode, @Nullable String description, @Nullable Instant end) {
        super(message, errorCode, description, Retryability.AFTER_DELAY);
        this.end = end;
    }

    /** When the server means to be back, or null when it did not say. */
    public @Nullable Instant getEnd() {
        return end;
    }

    /** How long after {@code now} the server means to be back: never negative, or null when it did not say. */
    public @Nullable Duration retryAfter(Instant now) {
        if (end == null) {
            return null;
        }
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    @Override
    public MaintenanceException withMessage(String message) {
        return new MaintenanceException(message, getErrorCode(), getDescription(), end);
    }
}
