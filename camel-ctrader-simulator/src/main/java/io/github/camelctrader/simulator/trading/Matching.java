package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;
import java.time.Clock;
import java.util.function.LongPredicate;

/** Brings orders and the market together: whether an order is filled, how much of it, at what price, and what becomes of the rest. */
final class Matching {
    private final Book book;
    private final Market market;
    private final Executions executions;
    private final Endings endings;
    private final TradingRules rules;
    private final Clock clock;
    private final LongPredicate triggered;

    /** @param triggered takes an order that the market came to if its fill takes a while */
    Matching(
            Book book,
            Market market,
            Executions executions,
            Endings endings,
            TradingRules rules,
            Clock clock,
            LongPredicate triggered) {
        this.book = book;
        this.market = market;
        this.executions = executions;
        this.endings = endings;
        this.rules = rules;
        this.clock = clock;
        this.triggered = triggered;
    }

    /** Whether an order that is new or was amended goes to the market now; if not, it rests. */
    boolean startsAtOnce(Order order) {
        order.see(market.quote(order.instrument()));
        return !mayRest(order) || meets(order);
    }

    /** Whether the market would fill the order at its present quote. */
    boolean meets(Order order) {
        OrderTerms terms = order.terms();
        Conditions conditions = market.conditions(order.instrument());
        if (!conditions.isOpen(clock.millis()) || (terms.isPending() && !conditions.fillsPending())) {
            return false;
        }
        boolean allowed = terms.allows(marketPrice(order));
        return switch (terms.type()) {
            case MARKET -> true;
            case LIMIT, MARKET_RANGE -> allowed;
            case STOP -> order.triggered();
            case STOP_LIMIT -> order.triggered() && allowed;
            case STOP_LOSS_TAKE_PROFIT -> order.triggered() || (terms.entry().limit() != Prices.NONE && allowed);
        };
    }

    private long marketPrice(Order order) {
        return Sides.executionPrice(order.terms().side(), market.quote(order.instrument()));
    }

    /** Lets an order that went to the market be filled as far as it can be. One that is still executing afterwards wants another turn. */
    void step(Order order, AccountEvents events) {
        Cause cause = order.isProtection() ? Cause.SERVER : Cause.CLIENT;
        String rejection = order.script().rejection();
        if (rejection != null) {
            endings.reject(order, rejection, cause, events);
            return;
        }
        long volume = meets(order) ? fillable(order) : 0;
        if (volume == 0) {
            restOrEnd(order, cause, events);
            return;
        }
        long before = order.executedVolume();
        start(order);
        executions.execute(order, volume, fillPrice(order), cause, events);
        if (!order.isProtection() && order.offer().isEmpty()) {
            market.conditions(order.instrument()).take(order.executedVolume() - before);
        }
        boolean more = order.executing() && order.offer().orElse(0) > 0;
        if (order.isAlive() && !more) {
            restOrEnd(order, cause, events);
        }
    }

    /** An order that rested starts when the market comes to it. */
    private void start(Order order) {
        if (!order.executing()) {
            order.start(clock.millis());
        }
    }

    /** Fills the whole rest of an order regardless of the market, at the price it names or else at the market. */
    void fillRegardless(Order order, Cause cause, AccountEvents events) {
        long named = order.terms().namedPrice();
        boolean met = order.executing() || named == Prices.NONE || meets(order);
        start(order);
        executions.execute(order, order.remaining(), met ? marketPrice(order) : named, cause, events);
    }

    /** Lets all resting orders of a symbol meet its present quote. */
    void quoted(Instrument instrument, AccountEvents events) {
        Quote quote = market.quote(instrument);
        for (Order order : book.restingOrders(instrument)) {
            order.see(quote);
            boolean met = meets(order);
            // An earlier order of this round may have ended this one.
            if (!order.isAlive() || (!met && mayRest(order))) {
                continue;
            }
            if (met && triggered.test(order.id())) {
                order.start(clock.millis());
                order.executing(true);
            } else {
                step(order, events);
            }
        }
    }

    /** The protection of a position that closes for want of margin goes the same way as one closed by hand. */
    private long fillable(Order order) {
        if (order.isProtection()) {
            return order.remaining();
        }
        long offered = order.offer()
                .orElseGet(() -> market.conditions(order.instrument()).liquidity());
        boolean tooLittle = order.terms().allOrNothing() && offered < order.remaining();
        return tooLittle ? 0 : Math.min(offered, order.remaining());
    }

    private long fillPrice(Order order) {
        boolean guaranteed =
                order.isProtection() && order.terms().bracket().mode().guaranteed();
        return guaranteed && order.triggered() ? order.terms().entry().stop() : marketPrice(order);
    }

    private void restOrEnd(Order order, Cause cause, AccountEvents events) {
        if (mayRest(order)) {
            order.executing(false);
        } else if (order.terms().isPending() || order.executedVolume() > 0) {
            endings.cancel(order, cause.consequence(), events);
        } else if (order.terms().type() == ProtoOAOrderType.MARKET_RANGE
                && !order.terms().allows(marketPrice(order))) {
            outsideOfRange(order, cause, events);
        } else {
            endings.reject(order, noFill(order), cause, events);
        }
    }

    private void outsideOfRange(Order order, Cause cause, AccountEvents events) {
        if (rules.is(TradingSwitch.MARKET_RANGE_CANCELLED)) {
            endings.cancel(order, cause.consequence(), events);
        } else {
            endings.reject(order, ProtoOAErrorCode.TRADING_BAD_PRICES.name(), cause, events);
        }
    }

    private String noFill(Order order) {
        return market.conditions(order.instrument()).isOpen(clock.millis())
                ? ProtoErrorCode.TIMEOUT_ERROR.name()
                : ProtoErrorCode.MARKET_CLOSED.name();
    }

    private boolean mayRest(Order order) {
        OrderTerms terms = order.terms();
        if (terms.waitsForOpening()) {
            return !market.conditions(order.instrument()).isOpen(clock.millis());
        }
        if (!terms.fillsAtOnceOrNever()) {
            return terms.isPending();
        }
        boolean remainderRests = terms.type() == ProtoOAOrderType.LIMIT
                && order.executedVolume() > 0
                && rules.is(TradingSwitch.LIMIT_REMAINDER_RESTS);
        return remainderRests || (terms.entry().stop() != Prices.NONE && !order.triggered());
    }
}
