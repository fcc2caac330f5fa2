package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.account.AccountStates;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads for users of what the connection keeps of an account, once the account can be used. */
@OnLoop
final class AccountReads {
    private final ConnectionSettings settings;
    private final AccountStates accounts;
    private final Loop loop;
    private final Supplier<@Nullable CTraderException> refusal;

    /** @param refusal why requests are in vain at present; gives null when they are not */
    AccountReads(
            ConnectionSettings settings,
            AccountStates accounts,
            Loop loop,
            Supplier<@Nullable CTraderException> refusal) {
        this.settings = settings;
        this.accounts = accounts;
        this.loop = loop;
        this.refusal = refusal;
    }

    /**
     * Reads within a time.
     *
     * @param what is read, as in "The symbol EURUSD"
     * @param read may be called again
     */
    <T> CompletableFuture<T> read(long accountId, String what, Duration timeout, Supplier<CompletableFuture<T>> read) {
        CTraderException vain = refusal.get();
        if (vain != null) {
            return CompletableFuture.failedFuture(vain.concerning(settings.environment(), accountId, null));
        }
        CompletableFuture<T> found = new CompletableFuture<>();
        Loop.Timer deadline =
                loop.schedule(timeout, () -> found.completeExceptionally(timedOut(accountId, what, timeout)));
        Callbacks.whenDone(found, (value, failure) -> deadline.cancel());
        read(accountId, read, found);
        return found;
    }

    /** A read belongs to the connection and has its time; a caller who has more than that shares the next one. */
    private <T> void read(long accountId, Supplier<CompletableFuture<T>> read, CompletableFuture<T> found) {
        long began = loop.nanoTime();
        Callbacks.whenDone(accounts.whenUsable(accountId).thenCompose(usable -> read.get()), (value, failure) -> {
            boolean outOfTime =
                    loop.nanoTime() - began >= settings.requestTimeout().toNanos();
            if (failure == null) {
                found.complete(value);
            } else if (outOfTime && !found.isDone()) {
                read(accountId, read, found);
            } else {
                found.completeExceptionally(Callbacks.causeOf(failure));
            }
        });
    }

    private CTraderException timedOut(long accountId, String what, Duration timeout) {
        return new NotSentException(
                        what + " of account " + accountId + " was not looked up within " + timeout.toMillis() + " ms"
                                + (accounts.isAuthorised(accountId) ? "" : ": the account is not authorised yet"),
                        null)
                .concerning(settings.environment(), accountId, null);
    }
}
