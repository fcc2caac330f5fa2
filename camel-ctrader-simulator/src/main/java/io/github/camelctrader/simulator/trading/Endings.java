package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import java.time.Clock;

/** Ends orders otherwise than by filling them. */
final class Endings {
    private final Book book;
    private final TradeHistory history;
    private final Views views;
    private final Clock clock;

    Endings(Book book, TradeHistory history, Views views, Clock clock) {
        this.book = book;
        this.history = history;
        this.views = views;
        this.clock = clock;
    }

    void cancel(Order order, Cause cause, AccountEvents events) {
        cancel(order, book.positionOf(order), cause, events);
    }

    /** Cancels an order of a position that may have left the book. */
    void cancel(Order order, Position position, Cause cause, AccountEvents events) {
        end(
                order,
                position,
                ProtoOAOrderStatus.ORDER_STATUS_CANCELLED,
                ProtoOAExecutionType.ORDER_CANCELLED,
                "",
                cause,
                events);
    }

    void expire(Order order, AccountEvents events) {
        end(
                order,
                book.positionOf(order),
                ProtoOAOrderStatus.ORDER_STATUS_EXPIRED,
                ProtoOAExecutionType.ORDER_EXPIRED,
                "",
                Cause.SERVER,
                events);
    }

    /** Rejects an order that nothing was filled of; what is left of any other is cancelled. */
    void reject(Order order, String errorCode, Cause cause, AccountEvents events) {
        if (order.executedVolume() > 0) {
            cancel(order, cause.consequence(), events);
            return;
        }
        end(
                order,
                book.positionOf(order),
                ProtoOAOrderStatus.ORDER_STATUS_REJECTED,
                ProtoOAExecutionType.ORDER_REJECTED,
                errorCode,
                cause,
                events);
    }

    private void end(
            Order order,
            Position position,
            ProtoOAOrderStatus status,
            ProtoOAExecutionType type,
            String errorCode,
            Cause cause,
            AccountEvents events) {
        order.end(status, clock.millis());
        book.remove(order);
        history.add(views.listed(order));
        if (position.ended() == 0 && book.isForsaken(position)) {
            position.close(clock.millis());
            book.remove(position);
        }
        events.add(type, order, position, null, errorCode, cause);
    }
}
