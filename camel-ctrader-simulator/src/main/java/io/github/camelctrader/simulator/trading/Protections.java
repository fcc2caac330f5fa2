package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import java.time.Clock;

/** Keeps the one protection order of each position in step with its levels and its volume. */
final class Protections {
    private final Book book;
    private final TradeHistory history;
    private final Views views;
    private final Identifiers identifiers;
    private final Clock clock;

    Protections(Book book, TradeHistory history, Views views, Identifiers identifiers, Clock clock) {
        this.book = book;
        this.history = history;
        this.views = views;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Gives a position other levels: accepted the first time, replaced later, cancelled when both are gone. */
    void set(Position position, Levels levels, Cause cause, AccountEvents events) {
        Order order = position.protection();
        if (levels.isEmpty()) {
            cancel(position, cause, events);
        } else if (order == null) {
            Order created = new Order(
                    identifiers.nextOrder(),
                    position.instrument(),
                    OrderTerms.protecting(position, levels),
                    position.id(),
                    true,
                    clock.millis());
            book.add(created);
            position.protect(created, clock.millis());
            events.add(ProtoOAExecutionType.ORDER_ACCEPTED, created, position, cause);
        } else {
            replace(position, order, levels, cause, events);
        }
    }

    /** Follows a change of the position's volume. */
    void resize(Position position, AccountEvents events) {
        Order order = position.protection();
        if (order != null) {
            replace(position, order, position.levels(), Cause.SERVER, events);
        }
    }

    private void replace(Position position, Order order, Levels levels, Cause cause, AccountEvents events) {
        order.amend(OrderTerms.protecting(position, levels), clock.millis());
        position.protect(order, clock.millis());
        events.add(ProtoOAExecutionType.ORDER_REPLACED, order, position, cause);
    }

    /** Takes the protection away, if there is one. */
    void cancel(Position position, Cause cause, AccountEvents events) {
        Order order = position.protection();
        if (order != null) {
            order.end(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED, clock.millis());
            position.protect(null, clock.millis());
            book.remove(order);
            history.add(views.order(order));
            events.add(ProtoOAExecutionType.ORDER_CANCELLED, order, position, cause);
        }
    }
}
