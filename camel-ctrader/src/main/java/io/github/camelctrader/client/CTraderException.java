package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong between this process and cTrader. Each subclass stands for one kind of outcome, so that a route can
 * handle them separately. No message of any subclass contains a secret.
 */
public abstract class CTraderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Retryability retryability;
    private @Nullable Environment environment;
    private @Nullable Long accountId;
    private @Nullable String clientMsgId;
    private @Nullable Long completeUntil;

    protected CTraderException(String message, Retryability retryability, @Nullable Throwable cause) {
        super(message, cause);
        this.retryability = retryability;
    }

    /** The environment of the connection concerned, or null where the failure belongs to none. */
    public @Nullable Environment getEnvironment() {
        return environment;
    }

    /** The {@code ctidTraderAccountId} concerned, or null where the failure belongs to no single account. */
    public @Nullable Long getAccountId() {
        return accountId;
    }

    /** The {@code clientMsgId} that the failed request had on the wire, or null when it never got one. */
    public @Nullable String getClientMsgId() {
        return clientMsgId;
    }

    /** Whether and when the same request may be sent again. */
    public Retryability getRetryability() {
        return retryability;
    }

    /**
     * The time in Unix ms, inclusive, up to which a failed download of history returned all rows. A download from one ms later
     * continues where this one ended. Null for all other failures.
     */
    public @Nullable Long getCompleteUntil() {
        return completeUntil;
    }

    /** Fills in {@link #getCompleteUntil()}. Returns this exception. */
    public CTraderException completeUntil(long unixMillis) {
        completeUntil = unixMillis;
        return this;
    }

    /** Fills in what was not known where it was thrown; a value that is already set stays. Returns this exception. */
    public CTraderException concerning(
            @Nullable Environment environment, @Nullable Long accountId, @Nullable String clientMsgId) {
        this.environment = this.environment == null ? environment : this.environment;
        this.accountId = this.accountId == null ? accountId : this.accountId;
        this.clientMsgId = this.clientMsgId == null ? clientMsgId : this.clientMsgId;
        return this;
    }
}
