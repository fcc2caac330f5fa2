package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.history.Reading;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
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
 * and left out otherwise.
 */
@OnLoop
final class MissedExecutions {
    private static final Logger LOG = LoggerFactory.getLogger(MissedExecutions.class);
    /** The order of a deal last changed when it traded; lists may disagree about the time by a little. */
    private static final long ORDERS_BEFORE_MILLIS = 60_000;

    private final AccountHistory history;
    private final long accountId;
    private final Predicate<ProtoOADeal> missed;
    private final CompletableFuture<ProtoOAReconcileRes> open;
    private final Reading<ProtoOADeal> deals;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<Long, ProtoOAOrder> orders = new HashMap<>();
    private Map<Long, ProtoOAPosition> positions = Map.of();

    /**
     * Begins to search a window of Unix ms, both ends included.
     *
     * @param missed which deals to look for, among those that traded something
     */
    MissedExecutions(AccountHistory history, long accountId, long from, long to, Predicate<ProtoOADeal> missed) {
        this.history = history;
        this.accountId = accountId;
        this.missed = missed;
        // What is open is asked for first: the list that is read after it has to show how it came about.
        this.open = history.reconcileWithProtection(accountId);
        this.deals = history.readDeals(accountId, from, to);
        Callbacks.whenDone(
                open,
                (opened, failure) ->
                        Callbacks.whenDone(deals.end(), (read, never) -> dealsRead(failure == null ? opened : null)));
    }

    /** Open positions and orders as they were before the deals were listed. May fail. */
    CompletableFuture<ProtoOAReconcileRes> open() {
        return open;
    }

    /** Does not fail. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** All that was listed by now and traded something, in the order of execution. */
    List<ProtoOADeal> listed() {
        return deals.soFar().rows().stream().filter(Executions::traded).toList();
    }

    /** What was missed, as far as it was found by now, in the order of execution. */
    List<ProtoOAExecutionEvent> found() {
        return listed().stream().filter(missed).map(this::execution).toList();
    }

    /** Whether all was listed. */
    boolean complete() {
        return deals.soFar().complete();
    }

    private void dealsRead(@Nullable ProtoOAReconcileRes opened) {
        List<ProtoOADeal> found = listed().stream().filter(missed).toList();
        if (found.isEmpty()) {
            end.complete(null);
            return;
        }
        long first =
                found.stream().mapToLong(ProtoOADeal::getCreateTimestamp).min().orElseThrow() - ORDERS_BEFORE_MILLIS;
        if (opened == null) {
            LOG.info("Account {}: recovered executions go without their positions, which were not told", accountId);
        } else {
            positions = new HashMap<>();
            opened.getPositionList().forEach(position -> positions.put(position.getPositionId(), position));
        }
        Callbacks.whenDone(history.orders(accountId, first, Long.MAX_VALUE), (read, never) -> ordersRead(read, opened));
    }

    private void ordersRead(History<ProtoOAOrder> read, @Nullable ProtoOAReconcileRes opened) {
        read.rows().forEach(order -> orders.put(order.getOrderId(), order));
        if (opened != null) {
            opened.getOrderList().forEach(order -> orders.put(order.getOrderId(), order));
        }
        end.complete(null);
    }

    private ProtoOAExecutionEvent execution(ProtoOADeal deal) {
        return Executions.of(accountId, deal, orders.get(deal.getOrderId()), positions.get(deal.getPositionId()));
    }
}
