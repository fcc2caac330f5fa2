package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.history.History;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one look-up read of an account. */
final class AccountSnapshot {
    private final History<ProtoOAOrder> orders;
    private final History<ProtoOADeal> deals;
    private final ProtoOAReconcileRes open;
    private final Map<Long, Optional<OrderWithDeals>> details;
    private final OrderIndex index;
    private final Set<Long> ended;
    private final List<ProtoOADeal> unexplained;

    /** One order and its deals. */
    record OrderWithDeals(ProtoOAOrder order, List<ProtoOADeal> deals) {}

    /**
     * @param orders from well before the oldest request that is looked for
     * @param deals of the same time
     * @param open what is open, read after the lists
     * @param details orders that were asked for one by one, also those of deals that no list shows: empty for one that the server
     *     does not know
     */
    AccountSnapshot(
            History<ProtoOAOrder> orders,
            History<ProtoOADeal> deals,
            ProtoOAReconcileRes open,
            Map<Long, Optional<OrderWithDeals>> details) {
        this.orders = orders;
        this.deals = deals;
        this.open = open;
        this.details = Map.copyOf(details);
        Stream<ProtoOAOrder> asked =
                details.values().stream().flatMap(Optional::stream).map(OrderWithDeals::order);
        this.index = new OrderIndex(
                Stream.concat(Stream.concat(orders.rows().stream(), open.getOrderList().stream()), asked));
        this.ended = orders.rows().stream()
                .filter(AccountSnapshot::hasEndedWell)
                .map(ProtoOAOrder::getOrderId)
                .collect(Collectors.toSet());
        this.unexplained = deals.rows().stream()
                .filter(deal -> Executions.traded(deal) && !index.contains(deal.getOrderId()))
                .toList();
    }

    History<ProtoOAOrder> orders() {
        return orders;
    }

    ProtoOAReconcileRes open() {
        return open;
    }

    /** What was traded by orders that no list shows. */
    List<ProtoOADeal> unexplainedDeals() {
        return unexplained;
    }

    /** Whether the list of orders, not what is open, shows that an order came to its end without being rejected. */
    boolean listsEndOf(long orderId) {
        return ended.contains(orderId);
    }

    /** The newest state of an order; null when it was not found. */
    @Nullable
    ProtoOAOrder order(long orderId) {
        return index.get(orderId);
    }

    /** Of the orders with that id of the client that fit, the one that was opened last; null when none fits. */
    @Nullable
    ProtoOAOrder newest(String clientOrderId, LongPredicate fits) {
        return OrderIndex.newest(
                index.ofClientOrderId(clientOrderId).stream().filter(order -> fits.test(order.getOrderId())));
    }

    /** The protection of a position that was opened last; null when none was found. */
    @Nullable
    ProtoOAOrder protection(long positionId) {
        return OrderIndex.newest(index.ofPosition(positionId).stream().filter(OutcomeMatcher::isProtection));
    }

    /** Every order that was read, in its newest state. */
    Collection<ProtoOAOrder> everyOrder() {
        return index.all();
    }

    /** Whether no more has to be read to know how an order stands. */
    boolean tells(long orderId) {
        ProtoOAOrder order = order(orderId);
        return order != null && !(outcomeOf(order) instanceof LookUpResult.Unclear);
    }

    /** Whether a position carries a label, or an order that the server made for such a position, which repeats it. */
    boolean shows(String label) {
        return index.hasLabel(label)
                || open.getPositionList().stream()
                        .anyMatch(position -> position.getTradeData().getLabel().equals(label));
    }

    /** Orders of a position. */
    List<ProtoOAOrder> ordersOf(long positionId) {
        return index.ofPosition(positionId);
    }

    /** Orders of a position that changed since a time of the server, in Unix ms. */
    List<ProtoOAOrder> ordersOf(long positionId, long since) {
        return ordersOf(positionId).stream()
                .filter(order -> changedAt(order) >= since)
                .toList();
    }

    @Nullable
    ProtoOAPosition position(long positionId) {
        return open.getPositionList().stream()
                .filter(position -> position.getPositionId() == positionId)
                .findFirst()
                .orElse(null);
    }

    /** What is found of a request whose order the server took; it is never absent. */
    LookUpResult ofTaken(long orderId) {
        ProtoOAOrder order = order(orderId);
        return order == null
                ? new LookUpResult.Unclear("the server took it as order " + orderId + " and does not list it")
                : outcomeOf(order);
    }

    /**
     * What is found of a request about an order that was there before.
     *
     * @param known what it means that the server lists this order in a state that the schema knows
     */
    LookUpResult ofTarget(long orderId, Function<ProtoOAOrder, LookUpResult> known) {
        ProtoOAOrder order = order(orderId);
        if (order != null) {
            LookUpResult state = outcomeOf(order);
            return state instanceof LookUpResult.Unclear ? state : known.apply(order);
        }
        return unknownToServer(orderId)
                ? new LookUpResult.Unclear(
                        "order " + orderId + " is not listed yet, or does not exist",
                        new LookUpResult.Refused(
                                ServerErrorCode.ORDER_NOT_FOUND.name(), "the server knows no order " + orderId, true))
                : new LookUpResult.Unclear("order " + orderId + " could not be read");
    }

    /** What follows from an order's being in no list, which only a complete read shows. */
    LookUpResult ifComplete(LookUpResult conclusion) {
        return orders.complete() ? conclusion : new LookUpResult.Unclear("the list of orders was not read to its end");
    }

    /** What the state of an order says: how it ended, that it works, or nothing where its deals were not all read. */
    LookUpResult outcomeOf(ProtoOAOrder order) {
        // A status newer than the schema leaves the field unset, and its getter would then say ORDER_STATUS_ACCEPTED.
        if (!order.hasOrderStatus()) {
            return new LookUpResult.Unclear(
                    "order " + order.getOrderId() + " has a status that is newer than this client");
        }
        return switch (order.getOrderStatus()) {
            case ORDER_STATUS_ACCEPTED -> working(order);
            case ORDER_STATUS_REJECTED ->
                new LookUpResult.Refused("ORDER_REJECTED", "the server's list of orders has it as rejected", false);
            case ORDER_STATUS_FILLED -> filled(order);
            case ORDER_STATUS_CANCELLED -> new LookUpResult.Ended(event(order, ProtoOAExecutionType.ORDER_CANCELLED));
            case ORDER_STATUS_EXPIRED -> new LookUpResult.Ended(event(order, ProtoOAExecutionType.ORDER_EXPIRED));
        };
    }

    /** Lists of the past may lag: what is open does not hold an order any more that ended meanwhile. */
    private LookUpResult working(ProtoOAOrder order) {
        return open.getOrderList().stream().anyMatch(present -> present.getOrderId() == order.getOrderId())
                ? new LookUpResult.Working(event(order, ProtoOAExecutionType.ORDER_ACCEPTED))
                : new LookUpResult.Unclear(
                        "order " + order.getOrderId() + " is not open any more, and no list shows its end yet");
    }

    private LookUpResult filled(ProtoOAOrder order) {
        List<ProtoOADeal> own = dealsOf(order);
        long filled = own.stream().mapToLong(ProtoOADeal::getFilledVolume).sum();
        if (filled < order.getExecutedVolume() || own.isEmpty()) {
            return new LookUpResult.Unclear("order " + order.getOrderId() + " is filled, but deals were read for "
                    + filled + " of " + order.getExecutedVolume() + " only");
        }
        ProtoOAExecutionEvent.Builder event =
                event(withPrice(order, own, filled), ProtoOAExecutionType.ORDER_FILLED).toBuilder();
        return new LookUpResult.Ended(event.setDeal(own.get(own.size() - 1)).build());
    }

    /** What was executed of an order, in its order. */
    List<ProtoOAExecutionEvent> executionsOf(ProtoOAOrder order) {
        return dealsOf(order).stream()
                .map(deal -> Executions.of(open.getCtidTraderAccountId(), deal, order, position(deal.getPositionId())))
                .toList();
    }

    private List<ProtoOADeal> dealsOf(ProtoOAOrder order) {
        Optional<OrderWithDeals> detail = details.getOrDefault(order.getOrderId(), Optional.empty());
        Stream<ProtoOADeal> all = detail.isPresent() ? detail.get().deals().stream() : deals.rows().stream();
        return all.filter(deal -> deal.getOrderId() == order.getOrderId() && Executions.traded(deal))
                .sorted(Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp)
                        .thenComparingLong(ProtoOADeal::getDealId))
                .toList();
    }

    /** An order without a price of its own gets that of its deals, weighted by their volumes. */
    private static ProtoOAOrder withPrice(ProtoOAOrder order, List<ProtoOADeal> deals, long filled) {
        if (order.hasExecutionPrice() || !deals.stream().allMatch(ProtoOADeal::hasExecutionPrice)) {
            return order;
        }
        double turnover = deals.stream()
                .mapToDouble(deal -> deal.getExecutionPrice() * deal.getFilledVolume())
                .sum();
        return order.toBuilder().setExecutionPrice(turnover / filled).build();
    }

    /** The event that tells of an order in its present state, with the position where that is open. */
    ProtoOAExecutionEvent event(ProtoOAOrder order, ProtoOAExecutionType type) {
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(open.getCtidTraderAccountId())
                .setExecutionType(type)
                .setOrder(order);
        ProtoOAPosition position = order.hasPositionId() ? position(order.getPositionId()) : null;
        if (position != null) {
            event.setPosition(position);
        }
        return event.build();
    }

    static long openedAt(ProtoOAOrder order) {
        return order.getTradeData().getOpenTimestamp();
    }

    /** When the server last changed an order, in Unix ms. */
    static long changedAt(ProtoOAOrder order) {
        return Math.max(openedAt(order), order.getUtcLastUpdateTimestamp());
    }

    /** When the server last changed a position, in Unix ms. */
    static long changedAt(ProtoOAPosition position) {
        return Math.max(position.getTradeData().getOpenTimestamp(), position.getUtcLastUpdateTimestamp());
    }

    /** Whether the server was asked for this one order and knows no such thing. */
    private boolean unknownToServer(long orderId) {
        return details.containsKey(orderId) && details.get(orderId).isEmpty();
    }

    static boolean isEnded(ProtoOAOrder order) {
        return order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED;
    }

    /** Whether an order came to an end other than that the server rejected it. */
    static boolean hasEndedWell(ProtoOAOrder order) {
        return isEnded(order) && order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_REJECTED;
    }
}
