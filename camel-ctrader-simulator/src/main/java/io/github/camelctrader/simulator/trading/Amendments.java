package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;

/**
 * What an amendment makes of an order or a position. An amendment replaces: protection that it leaves out is taken away. Volume, entry price and
 * expiration of an order stay when they are left out, since the order could not exist without them.
 */
final class Amendments {
    private Amendments() {}

    static OrderTerms of(Order order, ProtoOAAmendOrderReq request, long now) throws TradeRefusedException {
        OrderTerms terms = order.terms();
        Instrument instrument = order.instrument();
        OrderChecks.notServed(
                request.getGuaranteedStopLoss(), request.getTrailingStopLoss(), request.getStopTriggerMethod());
        long volume = request.hasVolume() ? request.getVolume() : terms.volume();
        OrderChecks.volume(volume, instrument.symbol());
        long limitPrice = terms.type() == ProtoOAOrderType.LIMIT && request.hasLimitPrice()
                ? OrderChecks.price("limitPrice", request.getLimitPrice(), instrument)
                : terms.limitPrice();
        long stopPrice = terms.type() == ProtoOAOrderType.STOP && request.hasStopPrice()
                ? OrderChecks.price("stopPrice", request.getStopPrice(), instrument)
                : terms.stopPrice();
        Bracket bracket = OrderChecks.bracket(
                new StopFields(
                        request.hasStopLoss() ? request.getStopLoss() : null,
                        request.hasTakeProfit() ? request.getTakeProfit() : null,
                        request.hasRelativeStopLoss() ? request.getRelativeStopLoss() : null,
                        request.hasRelativeTakeProfit() ? request.getRelativeTakeProfit() : null),
                instrument,
                terms.side(),
                Math.max(limitPrice, stopPrice));
        ProtoOATimeInForce timeInForce =
                request.hasExpirationTimestamp() ? ProtoOATimeInForce.GOOD_TILL_DATE : terms.timeInForce();
        long expiration = request.hasExpirationTimestamp() ? request.getExpirationTimestamp() : terms.expiration();
        return new OrderTerms(
                terms.type(),
                terms.side(),
                volume,
                limitPrice,
                stopPrice,
                bracket,
                timeInForce,
                OrderChecks.expiration(timeInForce, expiration, now),
                terms.label(),
                terms.comment(),
                terms.clientOrderId());
    }

    static Levels of(Position position, ProtoOAAmendPositionSLTPReq request, Quote quote) throws TradeRefusedException {
        OrderChecks.notServed(
                request.getGuaranteedStopLoss(), request.getTrailingStopLoss(), request.getStopLossTriggerMethod());
        Levels levels = OrderChecks.levels(
                request.hasStopLoss() ? request.getStopLoss() : null,
                request.hasTakeProfit() ? request.getTakeProfit() : null,
                position.instrument());
        if (levels.equals(position.levels())) {
            throw OrderChecks.invalid("Nothing to amend.");
        }
        long current = Sides.executionPrice(Sides.opposite(position.side()), quote);
        if (!new Levels(levels.stopLoss(), Prices.NONE).fit(position.side(), current)) {
            throw wrongSide("SL", levels.stopLoss(), false, position.side(), current);
        }
        if (!new Levels(Prices.NONE, levels.takeProfit()).fit(position.side(), current)) {
            throw wrongSide("TP", levels.takeProfit(), true, position.side(), current);
        }
        return levels;
    }

    private static TradeRefusedException wrongSide(
            String level, long price, boolean profitable, ProtoOATradeSide side, long current) {
        boolean buy = side == ProtoOATradeSide.BUY;
        return OrderChecks.refusal(
                ProtoOAErrorCode.TRADING_BAD_STOPS,
                "New %1$s for %2$s position should be %3$s current %4$s price. current %4$s: %5$s, %1$s: %6$s",
                level,
                side,
                profitable == buy ? ">=" : "<=",
                buy ? "BID" : "ASK",
                Prices.toDecimal(current),
                Prices.toDecimal(price));
    }
}
