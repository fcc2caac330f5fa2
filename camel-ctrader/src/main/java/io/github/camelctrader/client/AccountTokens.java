package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * The OAuth tokens of one cTrader ID as they are configured. The server replaces them from time to time; their replacements are
 * found by them again, in memory and in the store.
 *
 * @param accessToken opens the accounts that the cTrader ID granted, for about 30 days; null to get one by a refresh first
 * @param refreshToken gets the next pair, and works once; null when the access token is to be replaced by hand
 * @param store where newer pairs are kept; null to keep them in memory only
 */
public record AccountTokens(
        @Nullable String accessToken,
        @Nullable String refreshToken,
        @Nullable TokenStore store) {

    /** @throws InvalidRequestException when there is no token at all */
    public AccountTokens {
        accessToken = accessToken == null || accessToken.isBlank() ? null : accessToken;
        refreshToken = refreshToken == null || refreshToken.isBlank() ? null : refreshToken;
        if (accessToken == null && refreshToken == null) {
            throw new InvalidRequestException("accessToken", "(blank)", "an account needs an access token");
        }
    }

    /** An access token that is never refreshed. */
    public static AccountTokens of(String accessToken) {
        return new AccountTokens(accessToken, null, null);
    }

    /** Shows neither token. */
    @Override
    public String toString() {
        return "AccountTokens[" + (accessToken == null ? "" : "access") + (refreshToken == null ? "" : " refresh")
                + "]";
    }
}
