package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/** The common part of all exceptions that stand for a rejection by the server. */
public interface ServerRefusal {
    /** The server's error code, or null when the mistake was found before anything was sent. */
    @Nullable
    String getErrorCode();

    /** The server's own words, or null when it gave none. */
    @Nullable
    String getDescription();

    /**
     * The same refusal in other words, for another caller: an exception of the same class with the same code and description. It
     * says nothing of environment, account and {@code clientMsgId} yet.
     */
    CTraderException withMessage(String message);
}
