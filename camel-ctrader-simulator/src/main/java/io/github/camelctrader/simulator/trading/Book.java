package io.github.camelctrader.simulator.trading;

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

    Optional<Position> position(long positionId) {
        return Optional.ofNullable(positions.get(positionId));
    }

    Optional<Order> order(long orderId) {
        return Optional.ofNullable(orders.get(orderId));
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

    /** Volume of a position that closing orders under execution will take away. */
    long closingVolume(Position position) {
        return orders.values().stream()
                .filter(order -> order.executing() && order.closing() && order.positionId() == position.id())
                .mapToLong(order -> order.terms().volume())
                .sum();
    }

    /** Whether a position that was never filled has no order left that could fill it. */
    boolean isForsaken(Position position) {
        return !position.isOpen() && orders.values().stream().noneMatch(order -> order.positionId() == position.id());
    }
}
