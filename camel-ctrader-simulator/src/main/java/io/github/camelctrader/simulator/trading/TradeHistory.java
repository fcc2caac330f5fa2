package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Deals, ended orders and matches of deals of one account. The newest {@value #BOUND} of each are kept; older ones are forgotten. Those
 * that are younger than the lag are there, but not shown yet.
 */
final class TradeHistory {
    static final int BOUND = 100_000;

    private final Deque<ProtoOADeal> deals = new ArrayDeque<>();
    private final Deque<ProtoOAOrder> orders = new ArrayDeque<>();
    private final Deque<DealOffset> offsets = new ArrayDeque<>();
    private final Clock clock;
    private final Duration lag;

    TradeHistory(Clock clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    void add(ProtoOADeal deal) {
        append(deals, deal);
    }

    void add(ProtoOAOrder order) {
        append(orders, order);
    }

    void add(DealOffset offset) {
        append(offsets, offset);
    }

    private static <T> void append(Deque<T> queue, T item) {
        if (queue.size() == BOUND) {
            queue.removeFirst();
        }
        queue.addLast(item);
    }

    /** Newest first. */
    Stream<ProtoOADeal> deals(Predicate<ProtoOADeal> wanted) {
        long until = shownUntil();
        return newestFirst(deals)
                .filter(deal -> deal.getExecutionTimestamp() <= until)
                .filter(wanted);
    }

    /** Newest first. */
    Stream<ProtoOAOrder> orders() {
        long until = shownUntil();
        return newestFirst(orders).filter(order -> order.getUtcLastUpdateTimestamp() <= until);
    }

    private long shownUntil() {
        return lag.isZero() ? Long.MAX_VALUE : clock.millis() - lag.toMillis();
    }

    Optional<ProtoOAOrder> order(long orderId) {
        return orders().filter(order -> order.getOrderId() == orderId).findFirst();
    }

    Optional<ProtoOADeal> deal(long dealId) {
        return deals(deal -> deal.getDealId() == dealId).findFirst();
    }

    /** Oldest first. */
    Stream<DealOffset> offsets() {
        return offsets.stream();
    }

    /** Whether an order that ended came with this id. */
    boolean knows(String clientOrderId) {
        return orders.stream().anyMatch(order -> order.getClientOrderId().equals(clientOrderId));
    }

    List<ProtoOADeal> dealsOfOrder(long orderId) {
        return deals(deal -> deal.getOrderId() == orderId).toList();
    }

    private static <T> Stream<T> newestFirst(Deque<T> queue) {
        Iterable<T> backwards = () -> (Iterator<T>) queue.descendingIterator();
        return StreamSupport.stream(backwards.spliterator(), false);
    }
}
