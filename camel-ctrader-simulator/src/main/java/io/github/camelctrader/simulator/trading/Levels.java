package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;

/**
 * Prices at which a position is closed by itself, in 1/100000; {@link Prices#NONE} for a level that is not set.
 *
 * @param stopLoss where a loss is taken
 * @param takeProfit where a profit is taken
 */
record Levels(long stopLoss, long takeProfit) {
    static final Levels NONE = new Levels(Prices.NONE, Prices.NONE);

    boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether both levels lie on their proper side of a price, for a position of the given side. */
    boolean fit(ProtoOATradeSide side, long price) {
        long direction = Sides.sign(side);
        return (stopLoss == Prices.NONE || (price - stopLoss) * direction > 0)
                && (takeProfit == Prices.NONE || (takeProfit - price) * direction > 0);
    }
}
