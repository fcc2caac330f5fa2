package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.market.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Positions and orders of one account that are alive. */
final class Book {
    private final Map<Long, Position> positions = new LinkedHashMap<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();

    void add(Position position) {
        positions.put(position.id(), position);
    }

    void remove(Position position) {
        positions.remove(position.id());
    }

    void add(Order order) {
        orders.put(order.id(), order);
    }

    void remove(Order order) {
        orders.remove(order.id());
    }

    /** Whether an order that is alive came with this id. */
    boolean knows(String clientOrderId) {
        return orders.values().stream()
                .anyMatch(order -> order.terms().texts().clientOrderId().equals(clientOrderId));
    }

    Order workingOrder(long orderId) throws TradeRefusedException {
        return order(orderId).orElseThrow(() -> orderNotFound(orderId));
    }

    static TradeRefusedException orderNotFound(long orderId) {
        return OrderValidator.ofOrder(ProtoOAErrorCode.ORDER_NOT_FOUND, "Order not found", orderId);
    }

    Position openPosition(long positionId) throws TradeRefusedException {
        return position(positionId)
                .filter(Position::isOpen)
                .orElseThrow(() -> OrderValidator.ofPosition(
                        ProtoOAErrorCode.POSITION_NOT_FOUND, "Position not found", positionId));
    }

    Optional<Position> position(long positionId) {
        return Optional.ofNullable(positions.get(positionId));
    }

    Optional<Order> order(long orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    /** The position of an order; one that was never filled, or is gone, as it was when the order was accepted. */
    Position positionOf(Order order) {
        return position(order.positionId())
                .orElseGet(() -> new Position(order.positionId(), order.instrument(), order.terms()));
    }

    Collection<Order> orders() {
        return orders.values();
    }

    List<Position> openPositions() {
        return positions.values().stream().filter(Position::isOpen).toList();
    }

    /** The position a netted account keeps for a symbol, open or waiting for its first fill. */
    Optional<Position> ofSymbol(Instrument instrument) {
        return positions.values().stream()
                .filter(position -> position.instrument().id() == instrument.id())
                .findFirst();
    }

    /** A copy, since executing orders changes the book. */
    List<Order> restingOrders(Instrument instrument) {
        List<Order> found = new ArrayList<>();
        for (Order order : orders.values()) {
            if (!order.executing() && order.instrument().id() == instrument.id()) {
                found.add(order);
            }
        }
        return found;
    }

    /** Open positions and orders that wait for their price. */
    long load() {
        return openPositions().size()
                + orders.values().stream()
                        .filter(order -> !order.isProtection() && !order.closing())
                        .count();
    }

    /** Volume of a position that closing orders under execution will take away; protection that is being filled gets what they leave. */
    long closingVolume(Position position) {
        return orders.values().stream()
                .filter(order -> order.executing()
                        && order.closing()
                        && !order.isProtection()
                        && order.positionId() == position.id())
                .mapToLong(Order::remaining)
                .sum();
    }

    /** Whether a position that was never filled has no order left that could fill it. */
    boolean isForsaken(Position position) {
        return !position.isOpen() && orders.values().stream().noneMatch(order -> order.positionId() == position.id());
    }
}
