package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import org.jspecify.annotations.Nullable;

/**
 * The four ways a request may name protection, as it came; {@code null} for what it left out.
 *
 * @param stopLoss price
 * @param takeProfit price
 * @param relativeStopLoss distance in 1/100000
 * @param relativeTakeProfit distance in 1/100000
 * @param guaranteed whether the stop loss is to be guaranteed
 * @param trailing whether the stop loss is to follow the market
 */
record StopFields(
        @Nullable Double stopLoss,
        @Nullable Double takeProfit,
        @Nullable Long relativeStopLoss,
        @Nullable Long relativeTakeProfit,
        boolean guaranteed,
        boolean trailing) {
    static StopFields of(ProtoOANewOrderReq request) {
        return new StopFields(
                request.hasStopLoss() ? request.getStopLoss() : null,
                request.hasTakeProfit() ? request.getTakeProfit() : null,
                request.hasRelativeStopLoss() ? request.getRelativeStopLoss() : null,
                request.hasRelativeTakeProfit() ? request.getRelativeTakeProfit() : null,
                request.getGuaranteedStopLoss(),
                request.getTrailingStopLoss());
    }

    static StopFields of(ProtoOAAmendOrderReq request) {
        return new StopFields(
                request.hasStopLoss() ? request.getStopLoss() : null,
                request.hasTakeProfit() ? request.getTakeProfit() : null,
                request.hasRelativeStopLoss() ? request.getRelativeStopLoss() : null,
                request.hasRelativeTakeProfit() ? request.getRelativeTakeProfit() : null,
                request.getGuaranteedStopLoss(),
                request.getTrailingStopLoss());
    }

    boolean hasAbsolute() {
        return stopLoss != null || takeProfit != null;
    }
}
