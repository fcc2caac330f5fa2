package io.github.camelctrader.client.token;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.time.BlockingCalls;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All grants that clients share: the clients of demo and live, and later clients whose configuration still has tokens that were
 * replaced. May be used on any thread.
 */
public final class TokenGrants {
    private static final Logger LOG = LoggerFactory.getLogger(TokenGrants.class);

    /** How long a store may take for one call. */
    private static final Duration STORE_LIMIT = Duration.ofSeconds(5);
    /** A store that cannot be read for a moment is tried so often, with pauses that double. */
    private static final int TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Grant> grants = new CopyOnWriteArrayList<>();
    /** What was configured with, so that requests need neither the lock nor a store. */
    private final Map<AccountTokens, Grant> resolved = new ConcurrentHashMap<>();

    /** Each store with the lock of its reading; those that were read are among {@link #loaded} too. */
    private final Map<TokenStore, ReentrantLock> stores = new IdentityHashMap<>();

    private final Set<TokenStore> loaded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Ticker ticker;
    private final BlockingCalls calls;

    /** @param ticker measures the time between two refreshes */
    public TokenGrants(Ticker ticker) {
        this(ticker, BlockingCalls.real());
    }

    /** @param calls waits for the stores */
    public TokenGrants(Ticker ticker, BlockingCalls calls) {
        this.ticker = ticker;
        this.calls = calls;
    }

    /**
     * The grant that tokens belong to; a new one when these are not known. The first call with them reads the store, which may
     * take some seconds, so it must not be made on the loop; later calls do not wait.
     *
     * @throws InvalidRequestException when the store cannot be read, or the grant is kept in another store
     */
    public Grant of(AccountTokens tokens) {
        Grant known = resolved.get(tokens);
        if (known != null && known.store() == tokens.store()) {
            return known;
        }
        TokenStore store = tokens.store();
        if (store != null) {
            load(store);
        }
        lock.lock();
        try {
            Grant grant = find(tokens);
            resolved.put(tokens, grant);
            return grant;
        } finally {
            lock.unlock();
        }
    }

    private Grant find(AccountTokens tokens) {
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
    }

    /** The access token that took the place of the configured one, or null when there is none yet. */
    public @Nullable String accessToken(AccountTokens tokens) {
        return of(tokens).accessToken();
    }

    /** The refresh token that took the place of the configured one, or null when there is none. */
    public @Nullable String refreshToken(AccountTokens tokens) {
        return of(tokens).refreshToken();
    }

    /** Saves what could not be saved before; for the end of a component. Blocks, for some seconds at most for each store. */
    public void saveLeftovers() {
        Set<@Nullable TokenStore> hanging = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Grant grant : grants) {
            if (grant.isUnsaved() && !hanging.contains(grant.store())) {
                try {
                    calls.within(STORE_LIMIT, () -> {
                        grant.save();
                        return grant;
                    });
                } catch (Exception | Error e) {
                    LOG.warn("Tokens that a refresh brought are lost with this process: they cannot be saved", e);
                    hanging.add(grant.store());
                    keepInterrupt(e);
                }
            }
        }
    }

    /** The grant whose present refresh token this is, or null. Never waits. */
    @Nullable
    public Grant holding(String refreshToken) {
        return grants.stream()
                .filter(grant -> refreshToken.equals(grant.refreshToken()))
                .findFirst()
                .orElse(null);
    }

    /** One thread reads a store, those that need the same one wait for it, and nobody else. */
    private void load(TokenStore store) {
        ReentrantLock reading = readingOf(store);
        reading.lock();
        try {
            if (isLoaded(store)) {
                return;
            }
            List<Grant> stored = read(store).stream()
                    .map(tokens -> Grant.stored(tokens, store, ticker.now()))
                    .toList();
            lock.lock();
            try {
                grants.addAll(stored);
                loaded.add(store);
            } finally {
                lock.unlock();
            }
        } finally {
            reading.unlock();
        }
    }

    private ReentrantLock readingOf(TokenStore store) {
        lock.lock();
        try {
            return stores.computeIfAbsent(store, added -> new ReentrantLock());
        } finally {
            lock.unlock();
        }
    }

    private boolean isLoaded(TokenStore store) {
        lock.lock();
        try {
            return loaded.contains(store);
        } finally {
            lock.unlock();
        }
    }

    private List<StoredTokens> read(TokenStore store) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                // A store without anything in it may well say so with null.
                List<StoredTokens> found = calls.within(STORE_LIMIT, store::load);
                return found == null ? List.of() : List.copyOf(found);
            } catch (TimeoutException e) {
                throw unreadable(store, "it did not return within " + STORE_LIMIT.toSeconds() + " s");
            } catch (Exception | Error e) {
                if (attempt == TRIES || keepInterrupt(e) || !paused(pause)) {
                    throw unreadable(store, String.valueOf(e.getMessage()));
                }
                LOG.warn("The token store cannot be read, which is tried again: {}", e.toString());
                pause = pause.multipliedBy(2);
            }
        }
    }

    private boolean paused(Duration pause) {
        try {
            calls.pause(pause);
            return true;
        } catch (InterruptedException e) {
            return !keepInterrupt(e);
        }
    }

    private static boolean keepInterrupt(Throwable thrown) {
        boolean interrupted = thrown instanceof InterruptedException;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }

    private static InvalidRequestException unreadable(TokenStore store, String why) {
        return new InvalidRequestException("tokenStore", store.getClass().getSimpleName(), "cannot be read: " + why);
    }
}
