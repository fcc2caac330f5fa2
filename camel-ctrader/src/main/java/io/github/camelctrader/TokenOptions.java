package io.github.camelctrader;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.TokenStore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the options about tokens mean together. */
final class TokenOptions {
    private static final String ACCESS_TOKEN = "accessToken";
    private static final String REFRESH_TOKEN = "refreshToken";
    private static final String TOKEN_STORE = "tokenStore";
    private static final String TOKEN_FILE = "tokenFile";

    private TokenOptions() {}

    /**
     * The tokens of an endpoint, or null when none are configured. Tokens come in pairs: an endpoint that sets one of the two
     * to another value than the component's does not take the other one from there, and the same goes for the places where they
     * are kept.
     *
     * @throws InvalidRequestException when options contradict each other, or the file cannot be used
     */
    static @Nullable AccountTokens tokens(CTraderConfiguration own, UriOptions uri, CTraderComponent component) {
        CTraderConfiguration shared = component.getConfiguration();
        String accessToken = set(own.getAccessToken());
        String refreshToken = set(own.getRefreshToken());
        if (uri.names(ACCESS_TOKEN) && !uri.names(REFRESH_TOKEN) && differ(accessToken, shared.getAccessToken())) {
            refreshToken = null;
        }
        if (uri.names(REFRESH_TOKEN) && !uri.names(ACCESS_TOKEN) && differ(refreshToken, shared.getRefreshToken())) {
            accessToken = null;
        }
        TokenStore store = store(own, uri, component);
        return accessToken == null && refreshToken == null ? null : new AccountTokens(accessToken, refreshToken, store);
    }

    private static @Nullable TokenStore store(CTraderConfiguration own, UriOptions uri, CTraderComponent component) {
        boolean namesStore = uri.names(TOKEN_STORE);
        boolean namesFile = uri.names(TOKEN_FILE);
        TokenStore store = namesFile && !namesStore ? null : own.getTokenStore();
        String file = namesStore && !namesFile ? null : set(own.getTokenFile());
        if (store != null && file != null) {
            throw new InvalidRequestException(
                    TOKEN_FILE, file, "contradicts tokenStore: refreshed tokens are kept in one place");
        }
        return file == null ? store : component.tokenFile(file);
    }

    private static boolean differ(@Nullable String own, @Nullable String shared) {
        return own != null && !own.equals(shared);
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** @throws InvalidRequestException when there are no tokens that give access to these accounts */
    static AccountTokens needed(@Nullable AccountTokens tokens, Set<Long> accounts, CTraderComponent component) {
        if (tokens == null) {
            throw new InvalidRequestException(
                    "accessToken",
                    "(absent)",
                    "accountId = " + accounts
                            + " needs the OAuth access token that grants it: set it on the component, "
                            + component.propertyOf("accessToken") + ", or on the endpoint");
        }
        return tokens;
    }
}
