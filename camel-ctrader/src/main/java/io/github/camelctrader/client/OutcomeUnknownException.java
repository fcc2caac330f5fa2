package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that changes an order or a position was handed to the socket, and what became of it is not known. It may have been
 * carried out: read the account (reconcile, order list, deal list) before sending it again.
 */
public class OutcomeUnknownException extends CTraderException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, Retryability.NEVER_BLINDLY, cause);
    }
}
