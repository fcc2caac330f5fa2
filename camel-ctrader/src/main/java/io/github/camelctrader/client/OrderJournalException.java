package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * The order journal cannot be read or written, or belongs to another process. What could not be written down before the
 * send was not sent.
 */
public class OrderJournalException extends CTraderException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, naming the file or store */
    public OrderJournalException(String message, @Nullable Throwable cause) {
        super(message, Retryability.AFTER_FIX, cause);
    }
}
