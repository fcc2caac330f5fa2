package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;

/**
 * The protection an order asks for: each level absolute, or as a distance from the price of the fill, or neither. All in
 * 1/100000; {@link Prices#NONE} for what is not set.
 *
 * @param absolute levels given as prices
 * @param relativeStopLoss distance of the stop loss
 * @param relativeTakeProfit distance of the take profit
 */
record Bracket(Levels absolute, long relativeStopLoss, long relativeTakeProfit) {
    static final Bracket NONE = new Bracket(Levels.NONE, Prices.NONE, Prices.NONE);

    /** The levels of a position of the given side that was filled at a price. */
    Levels levels(ProtoOATradeSide side, long price) {
        int direction = Sides.sign(side);
        return new Levels(
                relativeStopLoss == Prices.NONE ? absolute.stopLoss() : price - direction * relativeStopLoss,
                relativeTakeProfit == Prices.NONE ? absolute.takeProfit() : price + direction * relativeTakeProfit);
    }
}
