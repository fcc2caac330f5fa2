package io.github.camelctrader.client.token;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RequestRejectedException;
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
     * An exception with another message than the refusal's.
     *
     * @return one with the refusal's error code and description
     */
    public static AuthenticationException exception(String message, CTraderException refusal) {
        String code = null;
        String description = null;
        if (refusal instanceof RequestRejectedException rejected) {
            code = rejected.getErrorCode();
            description = rejected.getDescription();
        } else if (refusal instanceof AuthenticationException authentication) {
            code = authentication.getErrorCode();
            description = authentication.getDescription();
        }
        return new AuthenticationException(message, code, description);
    }
}
