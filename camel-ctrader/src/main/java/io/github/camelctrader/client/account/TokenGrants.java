package io.github.camelctrader.client.account;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.time.Ticker;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All grants that clients share: those to demo and live, and later ones that are configured with tokens of the past. May be
 * used on any thread.
 */
public final class TokenGrants {
    private static final Logger LOG = LoggerFactory.getLogger(TokenGrants.class);

    private final ReentrantLock lock = new ReentrantLock();
    /** Read without the lock, which may be held for as long as a store is read. */
    private final List<Grant> grants = new CopyOnWriteArrayList<>();

    private final Set<TokenStore> loaded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Ticker ticker;

    public TokenGrants(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The grant that tokens belong to; a new one when nobody knows them. May read the store, so it is not for the loop.
     *
     * @throws InvalidRequestException when the store cannot be read, or the grant is kept in another store
     */
    public Grant of(AccountTokens tokens) {
        lock.lock();
        try {
            load(tokens.store());
            for (Grant grant : grants) {
                if (grant.isOf(tokens)) {
                    if (grant.store() != tokens.store()) {
                        throw new InvalidRequestException(
                                "tokenStore",
                                "(differs)",
                                "these tokens are kept in another tokenStore or tokenFile already; the tokens of one cTrader"
                                        + " ID have one place");
                    }
                    grant.complete(tokens);
                    return grant;
                }
            }
            Grant grant = Grant.configured(tokens);
            grants.add(grant);
            return grant;
        } finally {
            lock.unlock();
        }
    }

    /** The access token that took the place of the configured one, or null when there is none yet. */
    public @Nullable String accessToken(AccountTokens tokens) {
        return of(tokens).accessToken();
    }

    /** The refresh token that took the place of the configured one, or null when there is none. */
    public @Nullable String refreshToken(AccountTokens tokens) {
        return of(tokens).refreshToken();
    }

    /** Saves what could not be saved before; for the end of a component. Blocks. */
    public void saveLeftovers() {
        for (Grant grant : grants) {
            if (grant.isUnsaved()) {
                try {
                    grant.save();
                } catch (IOException | RuntimeException e) {
                    LOG.warn("Tokens that a refresh brought are lost with this process: they cannot be saved", e);
                }
            }
        }
    }

    /** The grant whose present refresh token this is, or null. Never waits. */
    @Nullable
    Grant holding(String refreshToken) {
        return grants.stream()
                .filter(grant -> refreshToken.equals(grant.refreshToken()))
                .findFirst()
                .orElse(null);
    }

    private void load(@Nullable TokenStore store) {
        if (store == null || loaded.contains(store)) {
            return;
        }
        try {
            for (StoredTokens tokens : store.load()) {
                grants.add(Grant.stored(tokens, store, ticker.now()));
            }
        } catch (IOException | RuntimeException e) {
            throw new InvalidRequestException(
                    "tokenStore", store.getClass().getSimpleName(), "cannot be read: " + e.getMessage());
        }
        loaded.add(store);
    }
}
