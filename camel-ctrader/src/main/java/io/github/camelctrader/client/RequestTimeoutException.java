package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that changes no order was sent and got no answer that can be read: its deadline passed, the link was lost
 * while it waited, or what came cannot be decoded, which the message then describes. It may be sent again.
 */
public class RequestTimeoutException extends CTraderException {
    private static final long serialVersionUID = 1L;

    public RequestTimeoutException(String message, @Nullable Throwable cause) {
        super(message, Retryability.SAFE, cause);
    }
}
