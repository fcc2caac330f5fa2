package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of a request that changes an order or a position is not known: it was handed to the socket, or waits to be for another
 * caller with the same id. It may have been carried out, or may be yet: read the account (reconcile, order list, deal list) before
 * sending it again under another id.
 */
public class OutcomeUnknownException extends CTraderException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, Retryability.NEVER_BLINDLY, cause);
    }
}
