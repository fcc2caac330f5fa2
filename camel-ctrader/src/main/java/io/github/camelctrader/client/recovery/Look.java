package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.time.Callbacks;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One look at what an account holds and at what it did. Confined to the loop. */
final class Look {
    private final MissedExecutions search;
    private final CompletableFuture<Holdings> holdings;

    /**
     * Begins to look.
     *
     * @param from where the list of deals begins, in Unix ms of the server
     * @param missed which of them to look for
     */
    Look(AccountHistory history, long accountId, long from, Predicate<ProtoOADeal> missed) {
        CompletableFuture<ProtoOATraderRes> trader = history.trader(accountId);
        search = new MissedExecutions(history, accountId, from, Long.MAX_VALUE, missed);
        holdings = search.open().thenCombine(trader, (open, account) -> Holdings.of(open, account.getTrader()));
    }

    /** What an account holds, without a look at what it did; the receiver gets null when that is not told. */
    static void holdings(AccountHistory history, long accountId, Consumer<@Nullable Holdings> receiver) {
        Callbacks.whenDone(
                history.reconcile(accountId, true)
                        .thenCombine(
                                history.trader(accountId), (open, account) -> Holdings.of(open, account.getTrader())),
                (known, failure) -> receiver.accept(failure == null ? known : null));
    }

    /** Called with what the account holds, if that is told. */
    void whenHoldingsAreKnown(Consumer<Holdings> receiver) {
        Callbacks.whenDone(holdings, (known, failure) -> {
            if (failure == null) {
                receiver.accept(known);
            }
        });
    }

    void whenEnded(Runnable callback) {
        Callbacks.whenDone(
                search.end(), (done, never) -> Callbacks.whenDone(holdings, (known, failure) -> callback.run()));
    }

    MissedExecutions search() {
        return search;
    }
}
