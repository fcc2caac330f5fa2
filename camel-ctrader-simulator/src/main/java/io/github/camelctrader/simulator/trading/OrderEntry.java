package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes and changes orders. */
final class OrderEntry {
    private final Book book;
    private final TradeHistory history;
    private final Market market;
    private final OrderReader reader;
    private final Amendments amendments;
    private final Permissions permissions;
    private final Margins margins;
    private final Matching matching;
    private final Scripts scripts;
    private final Identifiers identifiers;
    private final TradingRules rules;
    private final boolean netted;
    private final Clock clock;
    private final Supplier<AccountEvents> newEvents;

    OrderEntry(
            Book book,
            TradeHistory history,
            Market market,
            OrderReader reader,
            Amendments amendments,
            Permissions permissions,
            Margins margins,
            Matching matching,
            Scripts scripts,
            Identifiers identifiers,
            TradingRules rules,
            boolean netted,
            Clock clock,
            Supplier<AccountEvents> newEvents) {
        this.book = book;
        this.history = history;
        this.market = market;
        this.reader = reader;
        this.amendments = amendments;
        this.permissions = permissions;
        this.margins = margins;
        this.matching = matching;
        this.scripts = scripts;
        this.identifiers = identifiers;
        this.rules = rules;
        this.netted = netted;
        this.clock = clock;
        this.newEvents = newEvents;
    }

    Outcome place(ProtoOANewOrderReq request) throws TradeRefusedException {
        Instrument instrument = market.instruments()
                .find(request.getSymbolId())
                .orElseThrow(() -> OrderValidator.refusal(
                        ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id %d", request.getSymbolId()));
        OrderTerms terms = reader.read(request, instrument, market.quote(instrument));
        boolean named = request.getPositionId() != 0;
        Optional<Position> existing = target(request, instrument, terms);
        boolean reduces = existing.map(position -> reduces(terms, position)).orElse(false);
        permissions.checkOrder(instrument, terms, reduces);
        checkClientOrderId(terms.texts().clientOrderId());
        long positionId = existing.map(Position::id).orElseGet(identifiers::nextPosition);
        Order order = new Order(
                identifiers.nextOrder(),
                instrument,
                terms,
                positionId,
                named ? Order.Aim.NAMED : Order.Aim.OPEN,
                clock.millis());
        boolean starts = matching.startsAtOnce(order);
        checkMarketable(order);
        if (starts && existing.isEmpty() && margins.needed(order, terms.volume()) > margins.free()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.NOT_ENOUGH_MONEY,
                    "Not enough money: margin %s, free margin %s",
                    Money.units(margins.needed(order, terms.volume())),
                    Money.units(margins.free()));
        }
        Position position = existing.orElseGet(() -> new Position(positionId, instrument, terms));
        book.add(position);
        return accept(order, position, starts);
    }

    private static boolean reduces(OrderTerms terms, Position position) {
        return position.isOpen() && position.side() != terms.side() && terms.volume() <= position.volume();
    }

    private void checkClientOrderId(String clientOrderId) throws TradeRefusedException {
        if (!clientOrderId.isEmpty()
                && rules.is(TradingSwitch.DUPLICATE_CLIENT_ORDER_ID_REFUSED)
                && (book.knows(clientOrderId) || history.knows(clientOrderId))) {
            throw OrderValidator.invalid("Order with clientOrderId " + clientOrderId + " exists already");
        }
    }

    private void checkMarketable(Order order) throws TradeRefusedException {
        if (rules.is(TradingSwitch.MARKETABLE_ORDER_REFUSED) && order.terms().isPending() && matching.meets(order)) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_PRICES,
                    "Price of the %s order is on the wrong side of the market",
                    order.terms().type());
        }
    }

    private Outcome accept(Order order, Position position, boolean starts) {
        book.add(order);
        order.follow(scripts.nextOrder());
        order.executing(starts);
        AccountEvents events = newEvents.get();
        events.add(ProtoOAExecutionType.ORDER_ACCEPTED, order, position, Cause.CLIENT);
        return Outcome.of(events, order);
    }

    private Optional<Position> target(ProtoOANewOrderReq request, Instrument instrument, OrderTerms terms)
            throws TradeRefusedException {
        if (request.getPositionId() == 0) {
            return netted ? book.ofSymbol(instrument) : Optional.empty();
        }
        Position position = book.openPosition(request.getPositionId());
        if (position.instrument().id() != instrument.id()) {
            throw OrderValidator.invalid("Position " + position.id() + " is not of symbol " + instrument.id());
        }
        if (!netted && position.side() != terms.side() && terms.volume() > position.volume()) {
            throw OrderValidator.notWithin(terms.volume(), position.volume());
        }
        return Optional.of(position);
    }

    Outcome close(ProtoOAClosePositionReq request) throws TradeRefusedException {
        Position position = book.openPosition(request.getPositionId());
        long volume = request.getVolume();
        long available = position.volume() - book.closingVolume(position);
        if (volume <= 0 || volume > available) {
            throw OrderValidator.notWithin(volume, available);
        }
        OrderValidator.step(volume, position.instrument().symbol());
        OrderTerms terms = OrderTerms.closing(position, volume);
        permissions.checkClose(position.instrument(), terms);
        Order order = new Order(
                identifiers.nextOrder(), position.instrument(), terms, position.id(), Order.Aim.CLOSE, clock.millis());
        order.leave(position.levels());
        return accept(order, position, true);
    }

    Outcome amend(ProtoOAAmendOrderReq request) throws TradeRefusedException {
        Order order = book.workingOrder(request.getOrderId());
        if (order.isProtection()) {
            throw OrderValidator.ofOrder(
                    ProtoOAErrorCode.UNABLE_TO_AMEND_ORDER, "A position is protected by order", order.id());
        }
        if (order.executing()) {
            throw OrderValidator.ofOrder(ProtoOAErrorCode.PENDING_EXECUTION, "The market has order", order.id());
        }
        permissions.checkTrading(order.instrument(), false);
        order.amend(amendments.of(order, request), clock.millis());
        book.positionOf(order).await(order.terms().bracket());
        order.executing(matching.startsAtOnce(order));
        order.start(clock.millis());
        AccountEvents events = newEvents.get();
        events.add(ProtoOAExecutionType.ORDER_REPLACED, order, book.positionOf(order), Cause.CLIENT);
        return Outcome.of(events, order);
    }
}
