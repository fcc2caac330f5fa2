package io.github.camelctrader.client.account;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits on each link until nobody has to wait any more for what becomes of the accounts. */
@OnLoop
final class AccountRestoration {
    /** While some account works, the others are waited for as long as an answer came within this. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private final AccountRegister accounts;
    private final Loop loop;
    private boolean overdue;
    private @Nullable CompletableFuture<Void> waiting;
    private Loop.@Nullable Timer quiet;

    AccountRestoration(AccountRegister accounts, Loop loop) {
        this.accounts = accounts;
        this.loop = loop;
    }

    /** A link begins to bring the accounts back; what is returned completes when nobody has to wait any more. */
    CompletableFuture<Void> begin() {
        linkLost();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        waiting = begun;
        return begun;
    }

    /** What nobody waited for any more does not complete. */
    void linkLost() {
        waiting = null;
        stopTimer();
    }

    /** Something became of an account, or the first authorisations are on their way. */
    void progress() {
        if (waiting != null) {
            overdue = false;
            stopTimer();
            quiet = loop.schedule(MOMENT, () -> {
                overdue = true;
                completeWhenSettled();
            });
            completeWhenSettled();
        }
    }

    private void completeWhenSettled() {
        CompletableFuture<Void> settled = waiting;
        boolean unanswered = overdue && accounts.all().stream().anyMatch(AccountState::isAuthorised);
        if (settled != null
                && accounts.all().stream()
                        .allMatch(account -> account.isSettled() || unanswered && account.isUnanswered())) {
            linkLost();
            settled.complete(null);
        }
    }

    private void stopTimer() {
        if (quiet != null) {
            quiet.cancel();
            quiet = null;
        }
    }
}
