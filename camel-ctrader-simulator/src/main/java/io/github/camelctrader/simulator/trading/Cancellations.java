package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.CancelRace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Cancels orders, unless a fill comes first. */
final class Cancellations {
    private final Book book;
    private final Matching matching;
    private final Endings endings;
    private final Scripts scripts;
    private final TradingRules rules;
    private final Supplier<AccountEvents> newEvents;

    Cancellations(
            Book book,
            Matching matching,
            Endings endings,
            Scripts scripts,
            TradingRules rules,
            Supplier<AccountEvents> newEvents) {
        this.book = book;
        this.matching = matching;
        this.endings = endings;
        this.scripts = scripts;
        this.rules = rules;
        this.newEvents = newEvents;
    }

    Outcome cancel(ProtoOACancelOrderReq request) throws TradeRefusedException {
        Order order = book.workingOrder(request.getOrderId());
        if (order.isProtection()) {
            throw OrderValidator.ofOrder(
                    ProtoOAErrorCode.UNABLE_TO_CANCEL_ORDER, "A position is protected by order", order.id());
        }
        Optional<CancelRace> scripted = scripts.nextRace();
        if (scripted.isPresent() || order.executing()) {
            return lose(order, scripted.orElse(rules.cancelRace()), scripted.isPresent());
        }
        AccountEvents events = newEvents.get();
        endings.cancel(order, Cause.CLIENT, events);
        return Outcome.of(events);
    }

    /** The fill comes first; one that is on its way by itself is waited for where the answer allows it. */
    private Outcome lose(Order order, CancelRace race, boolean fillNow) {
        AccountEvents events = newEvents.get();
        Optional<TradeRefusedException> refusal = Optional.empty();
        switch (race) {
            case CANCEL_REJECTED -> {
                events.add(
                        ProtoOAExecutionType.ORDER_CANCEL_REJECTED,
                        order,
                        book.positionOf(order),
                        null,
                        ProtoOAErrorCode.PENDING_EXECUTION.name(),
                        Cause.CLIENT);
                fillIf(fillNow, order, events);
            }
            case UNABLE_TO_CANCEL -> {
                fillIf(fillNow, order, events);
                refusal = Optional.of(OrderValidator.ofOrder(
                        ProtoOAErrorCode.UNABLE_TO_CANCEL_ORDER, "The market has order", order.id()));
            }
            case ORDER_NOT_FOUND -> {
                fillIf(true, order, events);
                refusal = Optional.of(Book.orderNotFound(order.id()));
            }
            case ORDER_FILLED -> matching.fillRegardless(order, Cause.CLIENT, events);
        }
        return new Outcome(List.copyOf(events.list()), OptionalLong.empty(), refusal);
    }

    private void fillIf(boolean wanted, Order order, AccountEvents events) {
        if (wanted) {
            matching.fillRegardless(order, Cause.EARLIER_REQUEST, events);
        }
    }
}
