package io.github.camelctrader.client.account;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.time.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One account as it stands on the present link. Confined to the loop. */
final class AccountSession {
    /** Where the account stands. */
    enum State {
        /** There is no link, or the server ended the account's session on it. */
        DETACHED,
        /** The authorisation is on its way. */
        AUTHORISING,
        /** Authorised; its subscriptions are being put in place. */
        RESTORING,
        /** Usable. */
        ACTIVE,
        /** Refused for a passing cause; the next attempt has a time. */
        RETRYING,
        /** Refused for a cause that somebody has to mend. */
        REFUSED
    }

    private final long accountId;
    private String accessToken;
    private State state = State.DETACHED;
    private int round;
    private int attempt;
    private long lastAttemptNanos;
    private boolean refusedSinceActive;
    private @Nullable Supplier<CTraderException> refusal;
    private Loop.@Nullable Timer timer;
    private CompletableFuture<Void> usable = new CompletableFuture<>();

    AccountSession(long accountId, String accessToken) {
        this.accountId = accountId;
        this.accessToken = accessToken;
    }

    long accountId() {
        return accountId;
    }

    String accessToken() {
        return accessToken;
    }

    State state() {
        return state;
    }

    /** Attempts that failed in a row. */
    int attempt() {
        return attempt;
    }

    long lastAttemptNanos() {
        return lastAttemptNanos;
    }

    /** Whether the account was refused since it last worked, so that another token may be what it needs. */
    boolean refusedSinceActive() {
        return refusedSinceActive;
    }

    /** What requests are told meanwhile, or null when they had better wait. */
    @Nullable
    Supplier<CTraderException> refusal() {
        return refusal;
    }

    /** Completes when the account is active, and fails as soon as requests are told that it is not. */
    CompletableFuture<Void> usable() {
        return usable;
    }

    void replaceToken(String accessToken) {
        this.accessToken = accessToken;
    }

    /** Starts over; what is still under way from before no longer counts. Returns the number of this round. */
    int begin(State state, long now) {
        cancelTimer();
        this.state = state;
        lastAttemptNanos = now;
        if (usable.isDone()) {
            usable = new CompletableFuture<>();
        }
        return ++round;
    }

    /** Whether {@code round} is the present one. */
    boolean isCurrent(int round) {
        return this.round == round;
    }

    void restoring() {
        state = State.RESTORING;
    }

    void active() {
        state = State.ACTIVE;
        attempt = 0;
        refusedSinceActive = false;
        refusal = null;
        usable.complete(null);
    }

    void retrying(Loop.Timer timer, @Nullable Supplier<CTraderException> refusal) {
        state = State.RETRYING;
        this.timer = timer;
        this.refusal = refusal;
        if (refusal != null) {
            usable.completeExceptionally(refusal.get());
        }
    }

    int failedOnceMore() {
        return ++attempt;
    }

    void refused(Supplier<CTraderException> refusal) {
        state = State.REFUSED;
        refusedSinceActive = true;
        this.refusal = refusal;
        usable.completeExceptionally(refusal.get());
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
