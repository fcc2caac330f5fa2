package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Takes, changes, cancels and executes orders. */
final class OrderDesk {
    private final Book book;
    private final TradeHistory history;
    private final Market market;
    private final Views views;
    private final Executions executions;
    private final Identifiers identifiers;
    private final boolean netted;
    private final Clock clock;
    private final Supplier<AccountEvents> newEvents;

    OrderDesk(
            Book book,
            TradeHistory history,
            Market market,
            Views views,
            Executions executions,
            Identifiers identifiers,
            boolean netted,
            Clock clock,
            Supplier<AccountEvents> newEvents) {
        this.book = book;
        this.history = history;
        this.market = market;
        this.views = views;
        this.executions = executions;
        this.identifiers = identifiers;
        this.netted = netted;
        this.clock = clock;
        this.newEvents = newEvents;
    }

    Outcome place(ProtoOANewOrderReq request) throws TradeRefusedException {
        Instrument instrument = market.instruments()
                .find(request.getSymbolId())
                .orElseThrow(() -> OrderChecks.refusal(
                        ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id %d", request.getSymbolId()));
        OrderTerms terms = OrderChecks.newOrder(request, instrument, market.quote(instrument), clock.millis());
        Optional<Position> existing = target(request, instrument, terms);
        long positionId = existing.map(Position::id).orElseGet(identifiers::nextPosition);
        Order order = new Order(identifiers.nextOrder(), instrument, terms, positionId, false, clock.millis());
        boolean meets = meetsMarket(order);
        if (meets && existing.isEmpty() && executions.margin(order, terms.volume()) > executions.freeMargin()) {
            throw OrderChecks.refusal(
                    ProtoOAErrorCode.NOT_ENOUGH_MONEY,
                    "Not enough money: margin %s, free margin %s",
                    Money.units(executions.margin(order, terms.volume())),
                    Money.units(executions.freeMargin()));
        }
        Position position = existing.orElseGet(() -> new Position(positionId, instrument, terms, clock.millis()));
        book.add(position);
        return accept(order, position, meets);
    }

    private Outcome accept(Order order, Position position, boolean meets) {
        book.add(order);
        order.executing(meets);
        AccountEvents events = newEvents.get();
        events.add(ProtoOAExecutionType.ORDER_ACCEPTED, order, position, Cause.CLIENT);
        return new Outcome(events.list(), meets ? OptionalLong.of(order.id()) : OptionalLong.empty());
    }

    private Optional<Position> target(ProtoOANewOrderReq request, Instrument instrument, OrderTerms terms)
            throws TradeRefusedException {
        if (!request.hasPositionId() || request.getPositionId() == 0) {
            return netted ? book.ofSymbol(instrument) : Optional.empty();
        }
        Position position = openPosition(request.getPositionId());
        if (position.instrument().id() != instrument.id()) {
            throw OrderChecks.invalid("Position " + position.id() + " is not of symbol " + instrument.id());
        }
        if (!netted && position.side() != terms.side() && terms.volume() > position.volume()) {
            throw tooMuch(terms.volume(), position.volume());
        }
        return Optional.of(position);
    }

    Outcome close(ProtoOAClosePositionReq request) throws TradeRefusedException {
        Position position = openPosition(request.getPositionId());
        long volume = request.getVolume();
        long step = position.instrument().symbol().stepVolume();
        long available = position.volume() - book.closingVolume(position);
        if (volume <= 0 || volume > available) {
            throw tooMuch(volume, available);
        }
        if (volume % step != 0) {
            throw OrderChecks.refusal(
                    ProtoOAErrorCode.TRADING_BAD_VOLUME,
                    "Order volume %s is not a multiple of group stepVolume=%s.",
                    Money.units(volume),
                    Money.units(step));
        }
        Order order = new Order(
                identifiers.nextOrder(),
                position.instrument(),
                OrderTerms.closing(position, volume),
                position.id(),
                true,
                clock.millis());
        return accept(order, position, true);
    }

    Outcome amend(ProtoOAAmendOrderReq request) throws TradeRefusedException {
        Order order = workingOrder(request.getOrderId());
        if (order.isProtection()) {
            throw OrderChecks.refusal(
                    ProtoOAErrorCode.UNABLE_TO_AMEND_ORDER, "Order %d protects a position", order.id());
        }
        if (order.executing()) {
            throw OrderChecks.refusal(ProtoOAErrorCode.PENDING_EXECUTION, "Order %d is being executed", order.id());
        }
        order.amend(Amendments.of(order, request, clock.millis()), clock.millis());
        boolean meets = meetsMarket(order);
        order.executing(meets);
        AccountEvents events = newEvents.get();
        events.add(ProtoOAExecutionType.ORDER_REPLACED, order, positionOf(order), Cause.CLIENT);
        return new Outcome(events.list(), meets ? OptionalLong.of(order.id()) : OptionalLong.empty());
    }

    List<AccountEvent> cancel(ProtoOACancelOrderReq request) throws TradeRefusedException {
        Order order = workingOrder(request.getOrderId());
        AccountEvents events = newEvents.get();
        if (order.isProtection()) {
            throw OrderChecks.refusal(
                    ProtoOAErrorCode.UNABLE_TO_CANCEL_ORDER, "Order %d protects a position", order.id());
        }
        if (order.executing()) {
            events.add(
                    ProtoOAExecutionType.ORDER_CANCEL_REJECTED,
                    order,
                    positionOf(order),
                    null,
                    ProtoOAErrorCode.PENDING_EXECUTION.name(),
                    Cause.CLIENT);
        } else {
            end(
                    order,
                    ProtoOAOrderStatus.ORDER_STATUS_CANCELLED,
                    ProtoOAExecutionType.ORDER_CANCELLED,
                    Cause.CLIENT,
                    events);
        }
        return events.list();
    }

    /** Ends pending orders whose time is over. */
    List<AccountEvent> expire() {
        AccountEvents events = newEvents.get();
        for (Order order : List.copyOf(book.orders())) {
            long expiration = order.terms().expiration();
            if (expiration != 0 && expiration <= clock.millis() && !order.executing()) {
                end(
                        order,
                        ProtoOAOrderStatus.ORDER_STATUS_EXPIRED,
                        ProtoOAExecutionType.ORDER_EXPIRED,
                        Cause.SERVER,
                        events);
            }
        }
        return events.list();
    }

    private void end(
            Order order, ProtoOAOrderStatus status, ProtoOAExecutionType type, Cause cause, AccountEvents events) {
        Position position = positionOf(order);
        order.end(status, clock.millis());
        book.remove(order);
        history.add(views.order(order));
        executions.forsake(position);
        events.add(type, order, position, cause);
    }

    /** Executes an order that met the market; if the market has moved away, it rests again. */
    List<AccountEvent> execute(long orderId) {
        AccountEvents events = newEvents.get();
        book.order(orderId).ifPresent(order -> {
            if (meetsMarket(order)) {
                executions.execute(order, marketPrice(order), Cause.CLIENT, events);
            } else {
                order.executing(false);
            }
        });
        return events.list();
    }

    /** Executes what a new quote of a symbol brings about. */
    List<AccountEvent> quoted(Instrument instrument) {
        AccountEvents events = newEvents.get();
        for (Order order : book.restingOrders(instrument)) {
            // An earlier order of this round may have taken this one with it.
            if (book.order(order.id()).isPresent() && meetsMarket(order)) {
                executions.execute(
                        order, marketPrice(order), order.isProtection() ? Cause.SERVER : Cause.CLIENT, events);
            }
        }
        return events.list();
    }

    private boolean meetsMarket(Order order) {
        return order.terms().meets(marketPrice(order));
    }

    private long marketPrice(Order order) {
        return Sides.executionPrice(order.terms().side(), market.quote(order.instrument()));
    }

    private Position positionOf(Order order) {
        return book.position(order.positionId())
                .orElseGet(() -> new Position(order.positionId(), order.instrument(), order.terms(), order.opened()));
    }

    private Order workingOrder(long orderId) throws TradeRefusedException {
        return book.order(orderId)
                .orElseThrow(() ->
                        OrderChecks.refusal(ProtoOAErrorCode.ORDER_NOT_FOUND, "Order not found with id %d", orderId));
    }

    private Position openPosition(long positionId) throws TradeRefusedException {
        return book.position(positionId)
                .filter(Position::isOpen)
                .orElseThrow(() -> OrderChecks.refusal(
                        ProtoOAErrorCode.POSITION_NOT_FOUND, "Position not found with id %d", positionId));
    }

    private static TradeRefusedException tooMuch(long volume, long available) {
        return OrderChecks.refusal(
                ProtoOAErrorCode.TRADING_BAD_VOLUME,
                "Order volume %s is not between 0 and the open volume %s of the position.",
                Money.units(volume),
                Money.units(available));
    }
}
