package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;
import java.util.List;

/**
 * Prices at which a position is closed by itself, in 1/100000; {@link Prices#NONE} for a level that is not set.
 *
 * @param stopLoss where a loss is taken
 * @param takeProfit where a profit is taken
 */
record Levels(long stopLoss, long takeProfit) {
    static final Levels NONE = new Levels(Prices.NONE, Prices.NONE);

    /** Both levels, each by itself. */
    List<Levels> each() {
        return List.of(new Levels(stopLoss, Prices.NONE), new Levels(Prices.NONE, takeProfit));
    }

    /** The levels that are set, in words. */
    @Override
    public String toString() {
        String stop = stopLoss == Prices.NONE ? "" : "SL: " + Prices.toDecimal(stopLoss) + " ";
        return (stop + (takeProfit == Prices.NONE ? "" : "TP: " + Prices.toDecimal(takeProfit))).strip();
    }

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
