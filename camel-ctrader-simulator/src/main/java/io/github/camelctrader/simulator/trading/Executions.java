package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.TradingSwitch;
import java.time.Clock;
import java.util.Optional;

/** What a fill does to order, position and protection, and the events that tell of it. */
final class Executions {
    private final Book book;
    private final TradeHistory history;
    private final Booking booking;
    private final Margins margins;
    private final Endings endings;
    private final Views views;
    private final Protections protections;
    private final Identifiers identifiers;
    private final TradingRules rules;
    private final boolean netted;
    private final Clock clock;

    Executions(
            Book book,
            TradeHistory history,
            Booking booking,
            Margins margins,
            Endings endings,
            Views views,
            Protections protections,
            Identifiers identifiers,
            TradingRules rules,
            boolean netted,
            Clock clock) {
        this.book = book;
        this.history = history;
        this.booking = booking;
        this.margins = margins;
        this.endings = endings;
        this.views = views;
        this.protections = protections;
        this.identifiers = identifiers;
        this.rules = rules;
        this.netted = netted;
        this.clock = clock;
    }

    /**
     * Fills part of an order at a price, at most as much as its position allows, or rejects it when position or money have gone
     * meanwhile.
     */
    void execute(Order order, long volume, long price, Cause cause, AccountEvents events) {
        Optional<Position> found = positionOf(order);
        if (found.isEmpty()) {
            endings.reject(order, ProtoOAErrorCode.POSITION_NOT_FOUND.name(), cause, events);
            return;
        }
        Position position = found.get();
        boolean reduces = position.isOpen() && position.side() != order.terms().side();
        if (order.closing() && !reduces) {
            endings.reject(order, ProtoOAErrorCode.POSITION_NOT_OPEN.name(), cause, events);
            return;
        }
        long closed = reduces ? Math.min(volume, position.volume()) : 0;
        long opened = !reduces || turnsRound(order) ? volume - closed : 0;
        if (opened > 0 && !margins.allow(order, opened, position, closed > 0)) {
            endings.reject(order, ProtoOAErrorCode.NOT_ENOUGH_MONEY.name(), cause, events);
            return;
        }
        fill(order, position, closed, opened, price, cause, events);
    }

    private boolean turnsRound(Order order) {
        return netted && !order.closing();
    }

    private Optional<Position> positionOf(Order order) {
        Optional<Position> position = book.position(order.positionId());
        if (position.isPresent() || order.aim() != Order.Aim.OPEN) {
            return position;
        }
        Optional<Position> kept = netted ? book.ofSymbol(order.instrument()) : Optional.empty();
        Position successor =
                kept.orElseGet(() -> new Position(identifiers.nextPosition(), order.instrument(), order.terms()));
        book.add(successor);
        order.moveTo(successor);
        return Optional.of(successor);
    }

    private void fill(
            Order order, Position position, long closed, long opened, long price, Cause cause, AccountEvents events) {
        boolean ends = closed > 0 && closed == position.volume();
        boolean first = order.executedVolume() == 0 || !position.isOpen();
        boolean byProtection = position.protection() == order;
        if (byProtection) {
            position.protect(null, clock.millis());
        } else if (ends && rules.is(TradingSwitch.PROTECTION_CANCELLED_FIRST)) {
            protections.cancel(position, cause.consequence(), events);
        }
        ProtoOADeal deal = booking.book(order, position, closed, opened, price);
        order.fill(closed + opened, price, clock.millis());
        if (!order.isAlive()) {
            book.remove(order);
            history.add(views.listed(order));
        }
        Order protection = position.protection();
        if (ends && opened > 0) {
            position.protect(null, clock.millis());
        } else if (ends) {
            leave(position, byProtection);
        }
        ProtoOAExecutionType type =
                order.isAlive() ? ProtoOAExecutionType.ORDER_PARTIAL_FILL : ProtoOAExecutionType.ORDER_FILLED;
        events.add(type, order, position, deal, "", cause);
        if (ends && opened == 0) {
            position.close(clock.millis());
        }
        if (ends && protection != null) {
            position.protect(protection, clock.millis());
            protections.cancel(position, cause.consequence(), events);
        }
        protectOpened(order, position, first || ends ? opened : 0, price, causeOfProtection(cause), events);
        if (position.isOpen() && rules.is(TradingSwitch.MARGIN_CHANGES_TOLD)) {
            events.marginChanged(position);
        }
    }

    /** A position whose volume is gone is closed with the last of its orders, of which the protection may be left. */
    private void leave(Position position, boolean byProtection) {
        boolean created =
                position.protection() != null || (!byProtection && rules.is(TradingSwitch.CLOSING_FILL_LEAVES_CREATED));
        if (created) {
            position.empty();
        } else {
            position.close(clock.millis());
        }
        book.remove(position);
    }

    /** The first volume an order opens in a position brings its protection; afterwards the protection follows the volume. */
    private void protectOpened(
            Order order, Position position, long opened, long price, Cause cause, AccountEvents events) {
        Bracket bracket = order.terms().bracket();
        Levels wanted = opened > 0 ? bracket.levels(position.side(), price) : Levels.NONE;
        if (!wanted.isEmpty()) {
            protections.set(position, wanted, bracket.mode(), cause, events);
        } else {
            protections.resize(position, cause, events);
        }
    }

    private Cause causeOfProtection(Cause cause) {
        return rules.is(TradingSwitch.PROTECTION_ANSWERS_REQUEST) ? cause.consequence() : Cause.SERVER;
    }
}
