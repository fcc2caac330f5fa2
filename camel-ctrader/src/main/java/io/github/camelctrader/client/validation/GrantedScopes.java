package io.github.camelctrader.client.validation;

import io.github.camelctrader.client.AccountTokens;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's users know about the scopes of its tokens, so that it is asked once for each token, however many endpoints
 * send orders and however short they live. Safe on any thread.
 */
public final class GrantedScopes {
    /** By the tokens as they are configured, which those that replace them do not add to. */
    private final Map<AccountTokens, AtomicReference<TradePermission.@Nullable Question>> known =
            new ConcurrentHashMap<>();

    /**
     * Where what is asked about the present token of a grant is kept.
     *
     * @param tokens as they are configured; null where accounts are authorised by hand, about which nothing is asked
     */
    AtomicReference<TradePermission.@Nullable Question> of(@Nullable AccountTokens tokens) {
        return tokens == null
                ? new AtomicReference<>()
                : known.computeIfAbsent(tokens, first -> new AtomicReference<>());
    }
}
