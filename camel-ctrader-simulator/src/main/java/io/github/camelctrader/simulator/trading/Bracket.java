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
 * @param mode how the stop loss behaves
 */
record Bracket(Levels absolute, long relativeStopLoss, long relativeTakeProfit, StopMode mode) {
    static final Bracket NONE = of(StopMode.PLAIN);

    /** No levels of its own: that of an order that is the protection. */
    static Bracket of(StopMode mode) {
        return new Bracket(Levels.NONE, Prices.NONE, Prices.NONE, mode);
    }

    boolean isEmpty() {
        return absolute.isEmpty() && relativeStopLoss == Prices.NONE && relativeTakeProfit == Prices.NONE;
    }

    boolean hasStopLoss() {
        return relativeStopLoss != Prices.NONE || absolute.stopLoss() != Prices.NONE;
    }

    /** The levels of a position of the given side that was filled at a price. */
    Levels levels(ProtoOATradeSide side, long price) {
        int direction = Sides.sign(side);
        return new Levels(
                relativeStopLoss == Prices.NONE ? absolute.stopLoss() : price - direction * relativeStopLoss,
                relativeTakeProfit == Prices.NONE ? absolute.takeProfit() : price + direction * relativeTakeProfit);
    }
}
