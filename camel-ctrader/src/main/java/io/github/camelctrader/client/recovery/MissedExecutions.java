package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.time.Callbacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One search for executions that nobody was told of, in an account's history. They get the form in which the server would
 * have told of them: order and position are added as they are at the time of the search, where the server still shows them,
 * and left out otherwise. Confined to the loop.
 */
final class MissedExecutions {
    private static final Logger LOG = LoggerFactory.getLogger(MissedExecutions.class);
    /** The order of a deal last changed when it traded; lists may disagree about the time by a little. */
    private static final long ORDERS_BEFORE_MILLIS = 60_000;

    private final AccountHistory history;
    private final long accountId;
    private final CompletableFuture<Found> end = new CompletableFuture<>();
    private Map<Long, ProtoOAOrder> orders = Map.of();
    private Map<Long, ProtoOAPosition> positions = Map.of();
    private List<ProtoOADeal> deals = List.of();
    private boolean complete;

    MissedExecutions(AccountHistory history, long accountId) {
        this.history = history;
        this.accountId = accountId;
    }

    /**
     * What was found.
     *
     * @param executions in the order in which they were executed
     * @param complete whether there are no others
     */
    record Found(List<ProtoOAExecutionEvent> executions, boolean complete) {}

    /**
     * Searches a window of Unix ms, both ends included. The future does not fail.
     *
     * @param missed which deals to look for, among those that traded something
     */
    CompletableFuture<Found> search(long from, long to, Predicate<ProtoOADeal> missed) {
        Callbacks.whenDone(history.deals(accountId, from, to), (read, failure) -> dealsRead(read, missed));
        return end;
    }

    /** What is known before the search has ended. */
    Found soFar() {
        return new Found(deals.stream().map(this::execution).toList(), complete);
    }

    private void dealsRead(History<ProtoOADeal> read, Predicate<ProtoOADeal> missed) {
        deals = read.rows().stream().filter(Executions::traded).filter(missed).toList();
        complete = read.complete();
        if (deals.isEmpty()) {
            end.complete(soFar());
            return;
        }
        long first = deals.get(0).getCreateTimestamp() - ORDERS_BEFORE_MILLIS;
        Callbacks.whenDone(
                history.reconcile(accountId, true),
                (open, failure) -> Callbacks.whenDone(
                        history.orders(accountId, first, Long.MAX_VALUE),
                        (listed, never) -> explained(listed, open, failure)));
    }

    private void explained(History<ProtoOAOrder> listed, ProtoOAReconcileRes open, @Nullable Throwable failure) {
        orders = new HashMap<>();
        listed.rows().forEach(order -> orders.put(order.getOrderId(), order));
        if (failure == null) {
            open.getOrderList().forEach(order -> orders.put(order.getOrderId(), order));
            positions = new HashMap<>();
            open.getPositionList().forEach(position -> positions.put(position.getPositionId(), position));
        } else {
            LOG.info("Account {}: recovered executions go without their positions: {}", accountId, failure.toString());
        }
        end.complete(soFar());
    }

    private ProtoOAExecutionEvent execution(ProtoOADeal deal) {
        return Executions.of(accountId, deal, orders.get(deal.getOrderId()), positions.get(deal.getPositionId()));
    }
}
