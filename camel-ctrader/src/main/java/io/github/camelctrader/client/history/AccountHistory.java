package io.github.camelctrader.client.history;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what an account did and what it holds. Requests go out as the client's own, so that they can be made while an
 * account is being restored. They wait for the limit on history, and each fails after the request timeout.
 *
 * <p>Times are Unix ms of the server, both ends included. A list is asked for by week, since servers refused longer windows
 * until release 88 of the schema (cTrader Open API, {@code INCORRECT_BOUNDARIES}). Reads of lists do not fail: one that an
 * error ends is not complete.
 */
@OnLoop
public final class AccountHistory {
    /** Requests of one read; a read that needs more is not complete. That is close to four years without a cut page. */
    public static final int MAX_PAGES = 200;

    /** Rows after which a read asks no further; it is not complete then. */
    public static final int MAX_ROWS = 100_000;

    static final long WINDOW_MILLIS = Duration.ofDays(7).toMillis();

    /** How far the server's clock may be ahead of what is known of it: of the times that it told, and of our clock. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final Requests requests;
    private final Ticker ticker;
    private final ServerTime serverTime;

    public AccountHistory(Requests requests, Ticker ticker, ServerTime serverTime) {
        this.requests = requests;
        this.ticker = ticker;
        this.serverTime = serverTime;
    }

    /** The same, of whose requests a watch knows which were sent and answered. */
    public AccountHistory watchedBy(SendWatch watch) {
        return new AccountHistory((request, priority) -> watch.send(requests, request, priority), ticker, serverTime);
    }

    /**
     * Deals by execution time, those that the server rejected included where it lists them.
     *
     * @param toMillis {@link Long#MAX_VALUE} for a day from now, by the server's clock or by ours if that is later
     */
    public CompletableFuture<History<ProtoOADeal>> deals(long accountId, long fromMillis, long toMillis) {
        return readDeals(accountId, fromMillis, toMillis).end();
    }

    /** As {@link #deals}, for those who cannot wait until the read has ended. */
    public Reading<ProtoOADeal> readDeals(long accountId, long fromMillis, long toMillis) {
        return read(
                RowKind.DEAL,
                (from, to) -> ProtoOADealListReq.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                fromMillis,
                toMillis);
    }

    /**
     * Orders, ended or not, by the time of their last change. Whether the server picks them by that time or by that of
     * their creation is not known: a window that has to find an order begins before the order was sent and ends now.
     *
     * @param toMillis as in {@link #deals}
     */
    public CompletableFuture<History<ProtoOAOrder>> orders(long accountId, long fromMillis, long toMillis) {
        return read(
                        RowKind.ORDER,
                        (from, to) -> ProtoOAOrderListReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .setFromTimestamp(from)
                                .setToTimestamp(to)
                                .build(),
                        fromMillis,
                        toMillis)
                .end();
    }

    /**
     * Deposits, withdrawals and what else moved the balance without a deal, by their time.
     *
     * @param toMillis as in {@link #deals}
     */
    public CompletableFuture<History<ProtoOADepositWithdraw>> transfers(
            long accountId, long fromMillis, long toMillis) {
        return read(
                        RowKind.TRANSFER,
                        (from, to) -> ProtoOACashFlowHistoryListReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .setFromTimestamp(from)
                                .setToTimestamp(to)
                                .build(),
                        fromMillis,
                        toMillis)
                .end();
    }

    /**
     * One order with its deals. Fails with a {@link io.github.camelctrader.client.RequestRejectedException} of code
     * {@code ORDER_NOT_FOUND} when the server knows no such order, and with any other
     * {@link io.github.camelctrader.client.CTraderException} when it was not told.
     */
    public CompletableFuture<ProtoOAOrderDetailsRes> order(long accountId, long orderId) {
        return ask(
                ProtoOAOrderDetailsReq.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .setOrderId(orderId)
                        .build(),
                Priority.RECOVERY,
                ProtoOAOrderDetailsRes.class);
    }

    /** Open positions and pending orders of now. Fails with a {@link io.github.camelctrader.client.CTraderException}. */
    public CompletableFuture<ProtoOAReconcileRes> reconcile(long accountId) {
        return ask(reconciliation(accountId).build(), Priority.PREPARATION, ProtoOAReconcileRes.class);
    }

    /** The same with the orders that carry stop loss and take profit of positions. */
    public CompletableFuture<ProtoOAReconcileRes> reconcileWithProtection(long accountId) {
        return ask(
                reconciliation(accountId).setReturnProtectionOrders(true).build(),
                Priority.QUERY,
                ProtoOAReconcileRes.class);
    }

    private static ProtoOAReconcileReq.Builder reconciliation(long accountId) {
        return ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setReturnProtectionOrders(false);
    }

    /** The account itself, its balance among others. Fails with a {@link io.github.camelctrader.client.CTraderException}. */
    public CompletableFuture<ProtoOATraderRes> trader(long accountId) {
        return ask(
                ProtoOATraderReq.newBuilder().setCtidTraderAccountId(accountId).build(),
                Priority.QUERY,
                ProtoOATraderRes.class);
    }

    private <T> Reading<T> read(RowKind<T> kind, HistoryRead.RequestMaker maker, long fromMillis, long toMillis) {
        long now = ticker.now().toEpochMilli();
        long end = Math.max(now, serverTime.now().orElse(now)) + MOST_AHEAD.toMillis();
        return new HistoryRead<>(requests, maker, kind)
                .read(Math.max(0, fromMillis), toMillis == Long.MAX_VALUE ? end : toMillis);
    }

    private <T extends Message> CompletableFuture<T> ask(Message request, Priority priority, Class<T> answerType) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Callbacks.whenDone(requests.send(request, priority), (answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (answerType.isInstance(answer.message())) {
                result.complete(answerType.cast(answer.message()));
            } else {
                result.completeExceptionally(new RequestTimeoutException(
                        request.getDescriptorForType().getName() + " was answered with payload type "
                                + answer.payloadType(),
                        null));
            }
        });
        return result;
    }
}
