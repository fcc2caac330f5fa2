package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;

/**
 * What an order asks for.
 *
 * @param type kind of order
 * @param side buy or sell
 * @param volume in 0.01 unit
 * @param limitPrice limit, or the take profit of a protection order; {@link Prices#NONE} if unset
 * @param stopPrice stop, or the stop loss of a protection order; {@link Prices#NONE} if unset
 * @param bracket protection of the position it opens
 * @param timeInForce how long it stands
 * @param expiration Unix ms, 0 for never
 * @param label client's label, may be empty
 * @param comment client's comment, may be empty
 * @param clientOrderId client's id; empty lets the server make one
 */
record OrderTerms(
        ProtoOAOrderType type,
        ProtoOATradeSide side,
        long volume,
        long limitPrice,
        long stopPrice,
        Bracket bracket,
        ProtoOATimeInForce timeInForce,
        long expiration,
        String label,
        String comment,
        String clientOrderId) {

    /** The order that closes part of a position at the market. */
    static OrderTerms closing(Position position, long volume) {
        return new OrderTerms(
                ProtoOAOrderType.MARKET,
                Sides.opposite(position.side()),
                volume,
                Prices.NONE,
                Prices.NONE,
                Bracket.NONE,
                ProtoOATimeInForce.IMMEDIATE_OR_CANCEL,
                0,
                position.label(),
                position.comment(),
                "");
    }

    /** The order that guards a position: both levels in one. */
    static OrderTerms protecting(Position position, Levels levels) {
        return new OrderTerms(
                ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT,
                Sides.opposite(position.side()),
                position.volume(),
                levels.takeProfit(),
                levels.stopLoss(),
                Bracket.NONE,
                ProtoOATimeInForce.GOOD_TILL_CANCEL,
                0,
                position.label(),
                position.comment(),
                "");
    }

    /** Whether the order would be executed at a market price for its side. */
    boolean meets(long marketPrice) {
        long distance = Sides.sign(side);
        return switch (type) {
            case LIMIT -> (limitPrice - marketPrice) * distance >= 0;
            case STOP -> (marketPrice - stopPrice) * distance >= 0;
            case STOP_LOSS_TAKE_PROFIT ->
                (limitPrice != Prices.NONE && (limitPrice - marketPrice) * distance >= 0)
                        || (stopPrice != Prices.NONE && (marketPrice - stopPrice) * distance >= 0);
            default -> true;
        };
    }
}
