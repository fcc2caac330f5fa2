package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;

/**
 * What an order asks for.
 *
 * @param type kind of order
 * @param side buy or sell
 * @param volume in 0.01 unit
 * @param entry the prices it is bound to
 * @param bracket protection of the position it opens
 * @param timeInForce how long it stands
 * @param expiration Unix ms, 0 for never
 * @param texts what the client wrote on it
 */
record OrderTerms(
        ProtoOAOrderType type,
        ProtoOATradeSide side,
        long volume,
        Entry entry,
        Bracket bracket,
        ProtoOATimeInForce timeInForce,
        long expiration,
        OrderTexts texts) {

    /** The order that closes part of a position at the market. */
    static OrderTerms closing(Position position, long volume) {
        return new OrderTerms(
                ProtoOAOrderType.MARKET,
                Sides.opposite(position.side()),
                volume,
                Entry.MARKET,
                Bracket.NONE,
                ProtoOATimeInForce.IMMEDIATE_OR_CANCEL,
                0,
                position.texts());
    }

    /** The order that guards a position: both levels in one. */
    static OrderTerms protecting(Position position, Levels levels, StopMode mode) {
        return new OrderTerms(
                ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT,
                Sides.opposite(position.side()),
                position.volume(),
                new Entry(levels.takeProfit(), levels.stopLoss(), Prices.NONE, Prices.NONE, mode.trigger()),
                Bracket.of(mode),
                ProtoOATimeInForce.GOOD_TILL_CANCEL,
                0,
                position.texts());
    }

    /** Whether it can wait for its price. */
    boolean isPending() {
        return switch (type) {
            case LIMIT, STOP, STOP_LIMIT, STOP_LOSS_TAKE_PROFIT -> true;
            case MARKET, MARKET_RANGE -> false;
        };
    }

    boolean fillsAtOnceOrNever() {
        return timeInForce == ProtoOATimeInForce.IMMEDIATE_OR_CANCEL || timeInForce == ProtoOATimeInForce.FILL_OR_KILL;
    }

    boolean allOrNothing() {
        return timeInForce == ProtoOATimeInForce.FILL_OR_KILL;
    }

    boolean waitsForOpening() {
        return timeInForce == ProtoOATimeInForce.MARKET_ON_OPEN;
    }

    /** Whether a quote reaches the stop. */
    boolean reachesStop(Quote quote) {
        long watched = Sides.executionPrice(entry.watchesOpposite() ? Sides.opposite(side) : side, quote);
        return entry.stop() != Prices.NONE && (watched - entry.stop()) * Sides.sign(side) >= 0;
    }

    /** Whether the limit, or the range, allows a price. */
    boolean allows(long price) {
        long worst = worstPrice();
        return worst == Prices.NONE || (worst - price) * Sides.sign(side) >= 0;
    }

    /** The price it must not be filled beyond, or {@link Prices#NONE}. */
    long worstPrice() {
        return switch (type) {
            case LIMIT, STOP_LOSS_TAKE_PROFIT -> entry.limit();
            case STOP_LIMIT -> entry.stop() + Sides.sign(side) * entry.slippage();
            case MARKET_RANGE -> entry.base() + Sides.sign(side) * entry.slippage();
            case MARKET, STOP -> Prices.NONE;
        };
    }

    /** The price it names itself, for fills that the market had no part in; {@link Prices#NONE} if it names none. */
    long namedPrice() {
        return entry.limit() != Prices.NONE ? entry.limit() : entry.stop();
    }
}
