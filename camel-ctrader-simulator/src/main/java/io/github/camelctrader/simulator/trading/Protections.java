package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;

/** Keeps the one protection order of each position in step with its levels and its volume. */
final class Protections {
    private final Book book;
    private final Endings endings;
    private final Market market;
    private final Identifiers identifiers;
    private final Clock clock;

    Protections(Book book, Endings endings, Market market, Identifiers identifiers, Clock clock) {
        this.book = book;
        this.endings = endings;
        this.market = market;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Gives a position other levels: accepted the first time, replaced later, cancelled when both are gone. */
    void set(Position position, Levels levels, StopMode mode, Cause cause, AccountEvents events) {
        Order order = position.protection();
        long price = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        position.trailingDistance((price - levels.stopLoss()) * Sides.sign(position.side()));
        if (levels.isEmpty()) {
            cancel(position, cause, events);
        } else if (order == null) {
            Order created = new Order(
                    identifiers.nextOrder(),
                    position.instrument(),
                    OrderTerms.protecting(position, levels, mode),
                    position.id(),
                    Order.Aim.CLOSE,
                    clock.millis());
            book.add(created);
            position.protect(created, clock.millis());
            events.add(ProtoOAExecutionType.ORDER_ACCEPTED, created, position, cause);
        } else {
            replace(position, order, levels, mode);
            events.add(ProtoOAExecutionType.ORDER_REPLACED, order, position, cause);
        }
    }

    /** Follows a change of the position's volume, if there is a protection. */
    void resize(Position position, Cause cause, AccountEvents events) {
        Order order = position.protection();
        if (order != null) {
            replace(position, order, position.levels(), position.stopMode());
            events.add(ProtoOAExecutionType.ORDER_REPLACED, order, position, cause);
        }
    }

    /** Moves the stop loss of a position that has one after the market. */
    void trail(Position position, Order order, long stopLoss, AccountEvents events) {
        Levels levels = new Levels(stopLoss, position.levels().takeProfit());
        order.follow(OrderTerms.protecting(position, levels, position.stopMode()));
        events.trailed(position, order, clock.millis());
    }

    private void replace(Position position, Order order, Levels levels, StopMode mode) {
        order.amend(OrderTerms.protecting(position, levels, mode), clock.millis());
        position.protect(order, clock.millis());
    }

    /** Takes the protection away, if there is one. */
    void cancel(Position position, Cause cause, AccountEvents events) {
        Order order = position.protection();
        if (order != null) {
            position.protect(null, clock.millis());
            endings.cancel(order, position, cause, events);
        }
    }
}
