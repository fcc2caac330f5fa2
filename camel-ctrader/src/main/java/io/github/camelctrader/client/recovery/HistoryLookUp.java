package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One look-up of what an account holds and of what it did. */
@OnLoop
final class HistoryLookUp {
    private final MissedExecutions search;
    private final CompletableFuture<Holdings> holdings;
    private final CompletableFuture<History<ProtoOADepositWithdraw>> transfers;

    /**
     * Begins to look.
     *
     * @param from where the list of deals begins, in Unix ms of the server
     * @param missed which of them to look for
     * @param withTransfers whether to look too at what moved the balance without a deal
     */
    HistoryLookUp(
            AccountHistory history, long accountId, long from, Predicate<ProtoOADeal> missed, boolean withTransfers) {
        CompletableFuture<ProtoOATraderRes> trader = history.trader(accountId);
        search = new MissedExecutions(history, accountId, from, Long.MAX_VALUE, missed);
        holdings = search.open().thenCombine(trader, (open, account) -> Holdings.of(open, account.getTrader()));
        transfers = withTransfers
                ? history.transfers(accountId, from, Long.MAX_VALUE)
                : CompletableFuture.completedFuture(new History<>(List.of(), false));
    }

    /** What an account holds, without a look-up of what it did; the receiver gets null when that is not told. */
    static void holdings(AccountHistory history, long accountId, Consumer<@Nullable Holdings> receiver) {
        Callbacks.whenDone(
                history.reconcileWithProtection(accountId)
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
                search.end().thenCombine(transfers, (done, listed) -> listed),
                (listed, never) -> Callbacks.whenDone(holdings, (known, failure) -> callback.run()));
    }

    /** What moved the balance without a deal, as far as it was asked for and is listed by now. */
    List<ProtoOADepositWithdraw> transfers() {
        return transfers.isDone() ? transfers.join().rows() : List.of();
    }

    MissedExecutions search() {
        return search;
    }
}
