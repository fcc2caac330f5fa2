package io.github.camelctrader.client.token;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ServerRefusal;
import io.github.camelctrader.client.request.ServerErrors;

/** Turns the refusal of an account into an exception that says what to do about it. */
public final class AccountRefusals {
    private AccountRefusals() {}

    /** The refusal of an account as an {@link AuthenticationException}, with what to do about it. */
    public static AuthenticationException withCure(long accountId, CTraderException refusal) {
        String cure = ServerErrors.tokenRefused(refusal)
                ? "the access token of account " + accountId + " is not valid (any more): set a fresh accessToken, or a"
                        + " refreshToken too so that it is renewed by itself"
                : "account " + accountId + " cannot be used";
        return exception(cure + ": " + refusal.getMessage(), refusal);
    }

    /**
     * What a refusal means for an account, in other words.
     *
     * @return with the error code and description of the refusal, if it has them
     */
    public static AuthenticationException exception(String message, CTraderException refusal) {
        return refusal instanceof ServerRefusal known
                ? new AuthenticationException(message, known.getErrorCode(), known.getDescription())
                : new AuthenticationException(message, null, null);
    }
}
