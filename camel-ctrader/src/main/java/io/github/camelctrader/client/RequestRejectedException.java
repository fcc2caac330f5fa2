package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/** The server rejected the request, so nothing was carried out. */
public class RequestRejectedException extends CTraderException implements ServerRefusal {
    private static final long serialVersionUID = 1L;

    private final String errorCode;
    private final @Nullable String description;

    public RequestRejectedException(
            String message, String errorCode, @Nullable String description, Retryability retryability) {
        super(message, retryability, null);
        this.errorCode = errorCode;
        this.description = description;
    }

    /** The server's error code: a name of {@code ProtoOAErrorCode} or {@code ProtoErrorCode}, or one newer than both. */
    @Override
    public String getErrorCode() {
        return errorCode;
    }

    @Override
    public @Nullable String getDescription() {
        return description;
    }

    @Override
    public RequestRejectedException withMessage(String message) {
        return new RequestRejectedException(message, errorCode, description, getRetryability());
    }
}
