package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that changes no order was sent and got no answer: its deadline passed, or the link was lost while it
 * waited. It may be sent again.
 */
public class RequestTimeoutException extends CTraderException {
    private static final long serialVersionUID = 1L;

    public RequestTimeoutException(String message, @Nullable Throwable cause) {
        super(message, Retryability.SAFE, cause);
    }
}
