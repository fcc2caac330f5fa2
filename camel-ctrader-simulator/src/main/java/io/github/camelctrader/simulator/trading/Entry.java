package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import io.github.camelctrader.simulator.market.Prices;

/**
 * The prices an order is bound to, in 1/100000; {@link Prices#NONE} for what is not set.
 *
 * @param limit limit, or the take profit of a protection order
 * @param stop stop, or the stop loss of a protection order
 * @param base where the range of a market-range order begins
 * @param slippage width of the range from {@code base}, or from {@code stop}
 * @param trigger which quotes release the stop
 */
record Entry(long limit, long stop, long base, long slippage, ProtoOAOrderTriggerMethod trigger) {
    /** Bound to nothing. */
    static final Entry MARKET =
            new Entry(Prices.NONE, Prices.NONE, Prices.NONE, Prices.NONE, ProtoOAOrderTriggerMethod.TRADE);

    /** How many quotes in a row must reach the stop. */
    int quotesNeeded() {
        return switch (trigger) {
            case TRADE, OPPOSITE -> 1;
            case DOUBLE_TRADE, DOUBLE_OPPOSITE -> 2;
        };
    }

    /** Whether the other side of the market is watched. */
    boolean watchesOpposite() {
        return trigger == ProtoOAOrderTriggerMethod.OPPOSITE || trigger == ProtoOAOrderTriggerMethod.DOUBLE_OPPOSITE;
    }
}
