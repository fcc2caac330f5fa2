package io.github.camelctrader.client.token;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The consent of one cTrader ID: its present tokens, and the one refresh of them that may be under way. The connections to
 * demo and live share it, so it is thread-safe; nothing in here waits, except for {@link #save()}.
 */
public final class Grant {
    /** A longer life than this is taken for this: the field is a number of seconds without a bound. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock saving = new ReentrantLock();
    private final List<TokenListener> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable TokenStore store;
    private StoredTokens tokens;
    private @Nullable String inUse;
    private final RefreshSchedule pacing = new RefreshSchedule();
    private boolean interrupted;
    private boolean underWay;
    /** Whether the refresh that is under way brought a pair, which is not in use yet. */
    private boolean adopted;

    private int attempt;
    private long version;
    private long savedVersion;

    private Grant(StoredTokens tokens, @Nullable TokenStore store) {
        this.tokens = tokens;
        this.store = store;
        this.inUse = tokens.accessToken();
        this.interrupted = tokens.refreshInFlight();
    }

    /** A grant of which nothing is known but what is configured. */
    static Grant configured(AccountTokens configured) {
        List<String> known = new ArrayList<>();
        if (configured.accessToken() != null) {
            known.add(TokenHash.of(configured.accessToken()));
        }
        if (configured.refreshToken() != null) {
            known.add(TokenHash.of(configured.refreshToken()));
        }
        return new Grant(
                new StoredTokens(
                        known.get(known.size() - 1),
                        known,
                        configured.accessToken(),
                        configured.refreshToken(),
                        null,
                        false),
                configured.store());
    }

    /** A grant as it was saved. */
    static Grant stored(StoredTokens tokens, TokenStore store, Instant now) {
        Grant grant = new Grant(tokens, store);
        grant.pacing.expires(now, tokens.expiresAt());
        return grant;
    }

    /**
     * Whether a configured pair belongs to this grant: its refresh token counts, and its access token where one of the two
     * has no refresh token to compare.
     */
    boolean isOf(AccountTokens configured) {
        lock.lock();
        try {
            boolean byRefresh = configured.refreshToken() != null
                    && tokens.knownTokens().contains(TokenHash.of(configured.refreshToken()));
            boolean comparable = configured.refreshToken() != null && tokens.refreshToken() != null;
            return byRefresh
                    || !comparable
                            && configured.accessToken() != null
                            && tokens.knownTokens().contains(TokenHash.of(configured.accessToken()));
        } finally {
            lock.unlock();
        }
    }

    /** Takes a refresh token that a configuration adds to a grant that had none. */
    void complete(AccountTokens configured) {
        lock.lock();
        try {
            if (tokens.refreshToken() == null && configured.refreshToken() != null) {
                tokens = tokens.renewed(
                        tokens.accessToken(),
                        configured.refreshToken(),
                        tokens.expiresAt(),
                        List.of(TokenHash.of(configured.refreshToken())));
                version++;
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    TokenStore store() {
        return store;
    }

    /** The access token to authorise with, or null when a refresh has to get one first. */
    @Nullable
    public String accessToken() {
        return locked(() -> inUse);
    }

    @Nullable
    String refreshToken() {
        return locked(() -> tokens.refreshToken());
    }

    /** When the access token ends, or null when the server has not said so yet. */
    @Nullable
    public Instant expiresAt() {
        return locked(() -> tokens.expiresAt());
    }

    /** Whether a refresh was begun that has not ended, by whichever connection. */
    public boolean isUnderWay() {
        return locked(() -> underWay);
    }

    /** Number of the refresh that {@link RefreshDecision#GRANTED} began last. */
    int attempt() {
        return locked(() -> attempt);
    }

    /** How long until the tokens should be refreshed ahead of their expiry; null when nothing says so, or it is done. */
    @Nullable
    Duration untilRefresh(Instant now, long nanos) {
        return locked(() -> underWay || tokens.refreshToken() == null ? null : pacing.untilRefresh(now, nanos));
    }

    /**
     * Asks for a refresh. A caller that gets {@link RefreshDecision#GRANTED} has to report how the refresh ended.
     *
     * @param refused the access token that the caller has, null for none; if another one is in use, nothing has to be refreshed
     */
    public RefreshDecision beginRefresh(@Nullable String refused, long nanos) {
        lock.lock();
        try {
            if (!Objects.equals(refused, inUse)) {
                return RefreshDecision.RENEWED;
            }
            if (underWay) {
                return RefreshDecision.UNDER_WAY;
            }
            if (tokens.refreshToken() == null) {
                return RefreshDecision.REFUSED;
            }
            if (pacing.isHeld(nanos)) {
                return pacing.isFinal() ? RefreshDecision.REFUSED : RefreshDecision.LATER;
            }
            underWay = true;
            attempt++;
            mark(true);
            return RefreshDecision.GRANTED;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a later refresh may succeed without any action of the user. */
    public boolean mayBeRefreshed(long nanos) {
        return locked(() -> tokens.refreshToken() != null && !(pacing.isHeld(nanos) && pacing.isFinal()));
    }

    /** The exception for an account whose token was refused when no other token can be had. */
    public AuthenticationException refusal(long accountId, CTraderException cause) {
        lock.lock();
        try {
            String why = pacing.why();
            return why == null
                    ? AccountRefusals.withCure(accountId, cause)
                    : AccountRefusals.exception(why, pacing.refusal() == null ? cause : pacing.refusal());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the pair that came for a refresh token, however late. It has to be saved and {@link #publish}ed then. Of an answer
     * without an access token only the refresh token is taken, since it is what the next refresh needs.
     *
     * @return whether there is an access token to publish: the refresh token was the present one
     */
    boolean adopt(String refreshedToken, ProtoOARefreshTokenRes answer, Instant now) {
        lock.lock();
        try {
            if (!refreshedToken.equals(tokens.refreshToken())) {
                return false;
            }
            String next = answer.getRefreshToken().isBlank() ? refreshedToken : answer.getRefreshToken();
            if (answer.getAccessToken().isBlank()) {
                tokens = tokens.renewed(tokens.accessToken(), next, tokens.expiresAt(), List.of(TokenHash.of(next)))
                        .marked(underWay);
                interrupted = false;
                version++;
                return false;
            }
            Instant expiry = answer.getExpiresIn() <= 0
                    ? null
                    : now.plusSeconds(Math.min(answer.getExpiresIn(), LONGEST_LIFE.toSeconds()));
            tokens = tokens.renewed(
                    answer.getAccessToken(),
                    next,
                    expiry,
                    List.of(TokenHash.of(answer.getAccessToken()), TokenHash.of(next)));
            pacing.expires(now, expiry);
            interrupted = false;
            underWay = true;
            adopted = true;
            attempt++;
            version++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The pair that was adopted is in use from now on, and is given time to prove itself. */
    void publish(Instant now, long nanos) {
        lock.lock();
        try {
            inUse = tokens.accessToken();
            underWay = false;
            adopted = false;
            pacing.renewed(now, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** No answer: the server may have replaced the tokens. */
    void unanswered(int ofAttempt, long untilNanos) {
        end(ofAttempt, () -> {
            interrupted = true;
            pacing.postponed(untilNanos);
        });
    }

    /**
     * Whoever was at it has gone.
     *
     * @return whether he had got a new pair, which is in use from now on
     */
    boolean abandoned(int ofAttempt, Instant now, long nanos) {
        lock.lock();
        try {
            boolean renewed = isCurrent(ofAttempt) && adopted;
            if (renewed) {
                publish(now, nanos);
            } else {
                unanswered(ofAttempt, nanos);
            }
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing was refreshed, for a cause that passes. */
    void postponed(int ofAttempt, long untilNanos) {
        end(ofAttempt, () -> {
            mark(interrupted);
            pacing.postponed(untilNanos);
        });
    }

    /** The server does not take the refresh token. */
    void refused(int ofAttempt, CTraderException no, long nanos) {
        end(ofAttempt, () -> {
            mark(interrupted);
            pacing.refused(no, interrupted, nanos);
        });
    }

    /** The server authorised an account with this token, so a refresh of it that was under way has not been carried out. */
    public void works(String accessToken) {
        lock.lock();
        try {
            if (accessToken.equals(inUse) && !underWay && interrupted) {
                interrupted = false;
                mark(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the refresh that was begun under this number is still under way. */
    boolean isCurrent(int ofAttempt) {
        return locked(() -> underWay && attempt == ofAttempt);
    }

    /** Whether there is something that the store does not have. */
    public boolean isUnsaved() {
        return locked(() -> store != null && version != savedVersion);
    }

    /**
     * Saves the tokens as they are now. Blocks: not for the loop. While one call hangs in the store the next ones fail, so that
     * they do not hang too.
     */
    public void save() throws IOException {
        if (store == null) {
            return;
        }
        if (!saving.tryLock()) {
            throw new IOException("an earlier attempt to save them has not returned yet");
        }
        try {
            StoredTokens present;
            long ofVersion;
            lock.lock();
            try {
                present = tokens;
                ofVersion = version;
            } finally {
                lock.unlock();
            }
            store.save(present);
            lock.lock();
            try {
                savedVersion = ofVersion;
            } finally {
                lock.unlock();
            }
        } finally {
            saving.unlock();
        }
    }

    void join(TokenListener listener) {
        listeners.add(listener);
    }

    void leave(TokenListener listener) {
        listeners.remove(listener);
    }

    void tell(Consumer<TokenListener> news) {
        listeners.forEach(news);
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "Grant[" + locked(() -> tokens) + "]";
    }

    private <T extends @Nullable Object> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private void end(int ofAttempt, Runnable how) {
        lock.lock();
        try {
            if (underWay && attempt == ofAttempt) {
                underWay = false;
                how.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void mark(boolean inFlight) {
        if (tokens.refreshInFlight() != inFlight) {
            tokens = tokens.marked(inFlight);
            version++;
        }
    }
}
