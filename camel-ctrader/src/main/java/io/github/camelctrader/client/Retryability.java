package io.github.camelctrader.client;

/** What an application may do with a request that failed. */
public enum Retryability {
    /** Nothing was changed at the server, as far as can be known: the same request may be sent again at once. */
    SAFE,
    /** The same request may be sent again once the time that the exception names has passed. */
    AFTER_DELAY,
    /** The same request fails in the same way until the user removes the cause. */
    AFTER_FIX,
    /** The request may have been carried out: sending it again could do it twice. */
    NEVER_BLINDLY
}
