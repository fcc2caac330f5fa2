package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * Application credentials, access token, account or environment do not fit; the message says which and what to do.
 */
public class AuthenticationException extends CTraderException implements ServerRefusal {
    private static final long serialVersionUID = 1L;

    private final @Nullable String errorCode;
    private final @Nullable String description;

    public AuthenticationException(String message, @Nullable String errorCode, @Nullable String description) {
        super(message, Retryability.AFTER_FIX, null);
        this.errorCode = errorCode;
        this.description = description;
    }

    @Override
    public @Nullable String getErrorCode() {
        return errorCode;
    }

    @Override
    public @Nullable String getDescription() {
        return description;
    }

    @Override
    public AuthenticationException withMessage(String message) {
        return new AuthenticationException(message, errorCode, description);
    }
}
