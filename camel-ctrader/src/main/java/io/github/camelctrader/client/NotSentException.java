package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * The request never left this process: not connected in time, the queue was full, or the client is closing. Since no
 * byte was handed to the socket, the same request may be sent again without any risk, orders included.
 */
public class NotSentException extends CTraderException {
    private static final long serialVersionUID = 1L;

    public NotSentException(String message, @Nullable Throwable cause) {
        super(message, Retryability.SAFE, cause);
    }
}
