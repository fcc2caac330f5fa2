package io.github.camelctrader.client.request;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.CTraderException;

/** Tells whether requests of an account may go. Implemented by the account package; called on the loop. */
public interface AccountGate {
    /** What is to become of a request. */
    enum Verdict {
        /** Send it. */
        OPEN,
        /** Keep it: the account is being authorised. */
        WAIT,
        /** The account cannot be used. */
        REFUSED
    }

    /** @param accountId {@code ctidTraderAccountId}; one that nobody made known is {@link Verdict#OPEN} */
    Verdict verdict(long accountId);

    /** A new exception for each request that finds the account {@link Verdict#REFUSED}. */
    CTraderException refusal(long accountId);

    /**
     * The server said that the account has no session on this link.
     *
     * @return whether it is worth waiting, because the account is being authorised again
     */
    boolean sessionLost(long accountId);

    /**
     * The server refused a request of the account because its token is not valid or expired.
     *
     * @return whether it is worth waiting, because another token is on its way or the account is authorised again
     */
    boolean tokenRefused(long accountId, CTraderException refusal);

    /**
     * The server refused a request because the application is not authorised on this link.
     *
     * @return whether it is worth waiting, because it is authorised again
     */
    boolean applicationLost();

    /** The server answered a refresh token with new tokens, for a request of this client or of a user, in time or late. */
    void tokensRefreshed(String refreshedToken, ProtoOARefreshTokenRes answer);
}
