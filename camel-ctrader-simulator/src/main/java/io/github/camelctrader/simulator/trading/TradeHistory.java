package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Deals, ended orders and matches of deals of one account. The newest {@value #BOUND} of each are kept; older ones are forgotten.
 */
final class TradeHistory {
    static final int BOUND = 100_000;

    private final Deque<ProtoOADeal> deals = new ArrayDeque<>();
    private final Deque<ProtoOAOrder> orders = new ArrayDeque<>();
    private final Deque<DealOffset> offsets = new ArrayDeque<>();
    private long dealCount;
    private long orderCount;

    void add(ProtoOADeal deal) {
        append(deals, deal);
        dealCount++;
    }

    void add(ProtoOAOrder order) {
        append(orders, order);
        orderCount++;
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

    /** How many deals there were since the account was opened. */
    long dealCount() {
        return dealCount;
    }

    /** How many orders ended since the account was opened. */
    long orderCount() {
        return orderCount;
    }

    /** The first so many deals of the account, newest first. */
    Stream<ProtoOADeal> deals(long first) {
        return newestFirst(deals).skip(Math.max(0, dealCount - first));
    }

    /** The first so many ended orders of the account, newest first. */
    Stream<ProtoOAOrder> orders(long first) {
        return newestFirst(orders).skip(Math.max(0, orderCount - first));
    }

    /** Oldest first. */
    Stream<DealOffset> offsets() {
        return offsets.stream();
    }

    /** Whether an order that ended came with this id. */
    boolean knows(String clientOrderId) {
        return orders.stream().anyMatch(order -> order.getClientOrderId().equals(clientOrderId));
    }

    private static <T> Stream<T> newestFirst(Deque<T> queue) {
        Iterable<T> backwards = () -> (Iterator<T>) queue.descendingIterator();
        return StreamSupport.stream(backwards.spliterator(), false);
    }
}
