package io.github.camelctrader.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a cTrader ID were refreshed, and its accounts are authorised with the new ones. Made by this client, not by
 * the server; contains no token.
 *
 * @param environment demo or live
 * @param accounts the {@code ctidTraderAccountId}s that use these tokens on this connection
 * @param expiresAt when the new access token ends, or null when the server did not say
 * @param saved whether the new tokens are in the token store; when they are not, that is tried again, and another event with
 *     true follows once it succeeded
 * @param time when it happened
 */
public record TokenRefreshedEvent(
        Environment environment,
        List<Long> accounts,
        @Nullable Instant expiresAt,
        boolean saved,
        Instant time) implements ComponentEvent {

    public TokenRefreshedEvent {
        accounts = List.copyOf(accounts);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("accounts", accounts);
        if (expiresAt != null) {
            map.put("expiresAt", expiresAt.toEpochMilli());
        }
        map.put("saved", saved);
        map.put("timestamp", time.toEpochMilli());
        return map;
    }
}
