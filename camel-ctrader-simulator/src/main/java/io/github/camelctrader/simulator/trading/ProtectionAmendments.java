package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;

/**
 * What an amendment makes of the protection of a position: a level that it leaves out is taken away, a flag that it leaves out
 * stays as it is while there is a stop loss.
 */
final class ProtectionAmendments {
    /** What the protection is to be. */
    record Wanted(Levels levels, StopMode mode) {}

    private final StopReader stops;
    private final Market market;

    ProtectionAmendments(StopReader stops, Market market) {
        this.stops = stops;
        this.market = market;
    }

    Wanted of(Position position, ProtoOAAmendPositionSLTPReq request) throws TradeRefusedException {
        Levels levels = stops.levels(
                request.hasStopLoss() ? request.getStopLoss() : null,
                request.hasTakeProfit() ? request.getTakeProfit() : null,
                position.instrument());
        StopMode mode = mode(position.stopMode(), request, levels.stopLoss() != Prices.NONE);
        if (levels.equals(position.levels()) && mode.equals(position.stopMode())) {
            throw OrderValidator.invalid("Nothing to amend.");
        }
        stops.mode(mode, levels.stopLoss() != Prices.NONE, position.instrument());
        checkSides(levels, position);
        checkGuarantee(levels, position);
        return new Wanted(levels, mode);
    }

    private static StopMode mode(StopMode present, ProtoOAAmendPositionSLTPReq request, boolean hasStopLoss)
            throws TradeRefusedException {
        if (!hasStopLoss) {
            if (request.hasTrailingStopLoss() || request.getGuaranteedStopLoss()) {
                throw OrderValidator.invalid("trailingStopLoss and guaranteedStopLoss need a stopLoss");
            }
            return StopMode.PLAIN;
        }
        return new StopMode(
                request.hasGuaranteedStopLoss() ? request.getGuaranteedStopLoss() : present.guaranteed(),
                request.hasTrailingStopLoss() ? request.getTrailingStopLoss() : present.trailing(),
                request.hasStopLossTriggerMethod() ? request.getStopLossTriggerMethod() : present.trigger());
    }

    private void checkSides(Levels levels, Position position) throws TradeRefusedException {
        long current = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        int direction = Sides.sign(position.side());
        if (levels.stopLoss() != Prices.NONE && (levels.stopLoss() - current) * direction > 0) {
            throw wrongSide("SL", levels.stopLoss(), false, position.side(), current);
        }
        if (levels.takeProfit() != Prices.NONE && (levels.takeProfit() - current) * direction < 0) {
            throw wrongSide("TP", levels.takeProfit(), true, position.side(), current);
        }
        StopReader.apart(levels, current, position.instrument());
    }

    private static TradeRefusedException wrongSide(
            String level, long price, boolean profitable, ProtoOATradeSide side, long current) {
        boolean buy = side == ProtoOATradeSide.BUY;
        return OrderValidator.refusal(
                ProtoOAErrorCode.TRADING_BAD_STOPS,
                "New %1$s for %2$s position should be %3$s current %4$s price. current %4$s: %5$s, %1$s: %6$s",
                level,
                side,
                profitable == buy ? ">=" : "<=",
                buy ? "BID" : "ASK",
                Prices.toDecimal(current),
                Prices.toDecimal(price));
    }

    /** What is guaranteed may become better, never worse. */
    private static void checkGuarantee(Levels levels, Position position) throws TradeRefusedException {
        long before = position.levels().stopLoss();
        boolean worse =
                levels.stopLoss() == Prices.NONE || (levels.stopLoss() - before) * Sides.sign(position.side()) < 0;
        if (position.stopMode().guaranteed() && worse) {
            throw OrderValidator.ofPosition(
                    ProtoOAErrorCode.WORSE_GSL_NOT_ALLOWED,
                    "A guaranteed stop loss cannot be made worse for position",
                    position.id());
        }
    }
}
