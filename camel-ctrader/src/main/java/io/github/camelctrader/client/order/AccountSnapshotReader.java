package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.order.AccountSnapshot.OrderWithDeals;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Reads an {@link AccountSnapshot}. */
@OnLoop
final class AccountSnapshotReader {
    /** Lists may lag for long, and each order that is asked for takes one of the few requests of history. */
    private static final int MOST_OF_DEALS = 5;

    private final AccountHistory history;

    AccountSnapshotReader(AccountHistory history) {
        this.history = history;
    }

    /**
     * Orders and deals first and what is open last, so that an order that moves from one to the other meanwhile is seen at
     * least once. Fails with a {@link io.github.camelctrader.client.CTraderException} when what is open could not be read.
     *
     * @param fromMillis Unix ms of the server, as is {@code toMillis}
     * @param wanted orders that are asked for one by one if the lists do not tell how they stand: an old one may be missing, or
     *     have deals older than the lists. So are those of the newest deals whose order no list shows yet
     */
    CompletableFuture<AccountSnapshot> read(long accountId, long fromMillis, long toMillis, Collection<Long> wanted) {
        return history.orders(accountId, fromMillis, toMillis)
                .thenCompose(orders -> history.deals(accountId, fromMillis, toMillis)
                        .thenCompose(deals -> history.reconcileWithProtection(accountId)
                                .thenCompose(open -> details(accountId, orders, deals, open, wanted))));
    }

    private CompletableFuture<AccountSnapshot> details(
            long accountId,
            History<ProtoOAOrder> orders,
            History<ProtoOADeal> deals,
            ProtoOAReconcileRes open,
            Collection<Long> wanted) {
        AccountSnapshot lists = new AccountSnapshot(orders, deals, open, Map.of());
        Map<Long, Optional<OrderWithDeals>> details = new HashMap<>();
        CompletableFuture<?>[] reads = Stream.concat(wanted.stream(), ofUnexplainedDeals(lists))
                .distinct()
                .filter(orderId -> orderId != 0 && !lists.tells(orderId))
                .map(orderId -> detail(accountId, orderId, details))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(reads).thenApply(read -> new AccountSnapshot(orders, deals, open, details));
    }

    /** A list that was not read to its end is read anew soon, which shows more for less. */
    private static Stream<Long> ofUnexplainedDeals(AccountSnapshot lists) {
        if (!lists.orders().complete()) {
            return Stream.empty();
        }
        return lists.unexplainedDeals().stream()
                .sorted(Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp)
                        .reversed())
                .map(ProtoOADeal::getOrderId)
                .distinct()
                .limit(MOST_OF_DEALS);
    }

    /** An order that could not be read is left out: whatever depends on it stays unclear. */
    private CompletableFuture<Void> detail(long accountId, long orderId, Map<Long, Optional<OrderWithDeals>> details) {
        return history.order(accountId, orderId).handle((found, failure) -> {
            if (failure == null) {
                details.put(orderId, Optional.of(new OrderWithDeals(found.getOrder(), found.getDealList())));
            } else if (saysNotFound(failure)) {
                details.put(orderId, Optional.empty());
            }
            return null;
        });
    }

    private static boolean saysNotFound(Throwable failure) {
        return Callbacks.causeOf(failure) instanceof RequestRejectedException rejected
                && ServerErrorCode.saysNoSuchOrder(rejected.getErrorCode());
    }
}
