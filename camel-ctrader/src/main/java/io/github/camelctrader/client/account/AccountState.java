package io.github.camelctrader.client.account;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.Grant;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One account as it stands on the present link. */
@OnLoop
final class AccountState {
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
        /** Its token was refused, and a refresh is under way. */
        RENEWING,
        /** Refused for a passing cause; the next attempt has a time. */
        RETRYING,
        /** Refused until the user removes the cause; tried again now and then. */
        REFUSED,
        /** Its user logged it out; it stays so until it is used again. */
        LOGGED_OUT
    }

    private final long accountId;
    private Grant grant;
    private boolean guest;
    private boolean proven;
    private long lastAskedNanos;
    private @Nullable String tokenUsed;
    private State state = State.DETACHED;
    private int round;
    private int attempt;
    private long lastAttemptNanos;
    private long activeSinceNanos;
    private int relapses;
    private boolean leaving;
    private boolean refusedSinceActive;
    private @Nullable Supplier<CTraderException> refusal;
    private Loop.@Nullable Timer timer;
    private CompletableFuture<Void> usable = new CompletableFuture<>();

    /** @param guest whether only a request named the account */
    AccountState(long accountId, Grant grant, boolean guest, long now) {
        this.accountId = accountId;
        this.grant = grant;
        this.guest = guest;
        this.lastAskedNanos = now;
    }

    /** Whether nobody but requests named the account. */
    boolean isGuest() {
        return guest;
    }

    /** An endpoint names the account. */
    void stays() {
        guest = false;
    }

    /** Whether the account was usable at some time. */
    boolean isProven() {
        return proven;
    }

    /** A consumer or producer uses the account. */
    void asked(long now) {
        lastAskedNanos = now;
    }

    long lastAskedNanos() {
        return lastAskedNanos;
    }

    long accountId() {
        return accountId;
    }

    Grant grant() {
        return grant;
    }

    /** The access token of the last authorisation, whatever became of it; null before the first. */
    @Nullable
    String tokenUsed() {
        return tokenUsed;
    }

    void uses(@Nullable String token) {
        tokenUsed = token;
    }

    State state() {
        return state;
    }

    /** Where the account stands, for others. */
    AccountStatus status() {
        AccountStatus.State shown = switch (state) {
            case DETACHED -> AccountStatus.State.WAITING;
            case AUTHORISING -> AccountStatus.State.AUTHORISING;
            case RESTORING -> AccountStatus.State.RESTORING;
            case ACTIVE -> AccountStatus.State.ACTIVE;
            case RENEWING -> AccountStatus.State.REFRESHING;
            case RETRYING -> AccountStatus.State.RETRYING;
            case REFUSED -> AccountStatus.State.REFUSED;
            case LOGGED_OUT -> AccountStatus.State.LOGGED_OUT;
        };
        String reason = refusal == null ? null : refusal.get().getMessage();
        return new AccountStatus(accountId, shown, reason, grant.expiresAt());
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

    /** Fails the requests that wait for the account; later ones wait again. */
    void refuseWaiting(CTraderException answer) {
        CompletableFuture<Void> waited = usable;
        usable = new CompletableFuture<>();
        waited.completeExceptionally(answer);
    }

    void replaceGrant(Grant grant) {
        this.grant = grant;
    }

    /** Whether the user is logging the account out. */
    boolean isLeaving() {
        return leaving;
    }

    void beginLeaving() {
        leaving = true;
    }

    void endLeaving() {
        leaving = false;
    }

    /**
     * The session ended although it was in place. Returns how often that happened in a row, each time before the account had
     * been usable for a while.
     */
    int relapsed(long now, Duration soon) {
        boolean held = state == State.ACTIVE && now - activeSinceNanos >= soon.toNanos();
        relapses = held ? 0 : relapses + 1;
        return relapses;
    }

    /** Whether it has a session, even if its subscriptions are not in place yet. */
    boolean isAuthorised() {
        return state == State.ACTIVE || state == State.RESTORING;
    }

    /** Whether it has none before a refresh that is under way ends. */
    boolean isAwaitingTokens() {
        return state == State.RENEWING;
    }

    /** Whether the account is being authorised with another token, or will be as soon as there is one. */
    boolean isRenewing() {
        return state == State.AUTHORISING || grant.isUnderWay() || !Objects.equals(tokenUsed, grant.accessToken());
    }

    /** Whether nobody has to wait for what becomes of the account. */
    boolean isSettled() {
        return guest
                || relapses > 0
                || switch (state) {
                    case ACTIVE, RENEWING, RETRYING, REFUSED, LOGGED_OUT -> true;
                    case DETACHED, AUTHORISING, RESTORING -> false;
                };
    }

    /** Whether its authorisation was asked for, or waits to be, and is not answered. */
    boolean isUnanswered() {
        return state == State.AUTHORISING;
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

    void active(long now) {
        state = State.ACTIVE;
        activeSinceNanos = now;
        attempt = 0;
        proven = true;
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

    void refused(Loop.@Nullable Timer timer, Supplier<CTraderException> refusal) {
        state = State.REFUSED;
        this.timer = timer;
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
