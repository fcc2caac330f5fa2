package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.simulator.market.Prices;

/** Orders and positions as the Open API describes them at this moment. Doubles begin here. */
final class Views {
    private final Valuation valuation;

    Views(Valuation valuation) {
        this.valuation = valuation;
    }

    ProtoOAOrder order(Order order) {
        OrderTerms terms = order.terms();
        ProtoOATradeData.Builder data = ProtoOATradeData.newBuilder()
                .setSymbolId(order.instrument().id())
                .setVolume(terms.volume())
                .setTradeSide(terms.side())
                .setOpenTimestamp(order.opened());
        texts(data, terms.label(), terms.comment());
        ProtoOAOrder.Builder view = ProtoOAOrder.newBuilder()
                .setOrderId(order.id())
                .setOrderType(terms.type())
                .setOrderStatus(order.status())
                .setUtcLastUpdateTimestamp(order.updated())
                .setExecutedVolume(order.executedVolume())
                .setClosingOrder(order.closing())
                .setClientOrderId(terms.clientOrderId().isEmpty() ? "server-" + order.id() : terms.clientOrderId())
                .setTimeInForce(terms.timeInForce())
                .setPositionId(order.positionId())
                .setIsStopOut(false);
        if (order.ended() != 0) {
            data.setCloseTimestamp(order.ended());
        }
        if (order.executionPrice() != Prices.NONE) {
            view.setExecutionPrice(Prices.toDouble(order.executionPrice()));
        }
        if (terms.expiration() != 0) {
            view.setExpirationTimestamp(terms.expiration());
        }
        prices(view, terms);
        return view.setTradeData(data).build();
    }

    private static void prices(ProtoOAOrder.Builder view, OrderTerms terms) {
        Bracket bracket = terms.bracket();
        if (terms.limitPrice() != Prices.NONE) {
            view.setLimitPrice(Prices.toDouble(terms.limitPrice()));
        }
        if (terms.stopPrice() != Prices.NONE) {
            view.setStopPrice(Prices.toDouble(terms.stopPrice()));
        }
        if (bracket.absolute().stopLoss() != Prices.NONE) {
            view.setStopLoss(Prices.toDouble(bracket.absolute().stopLoss()));
        }
        if (bracket.absolute().takeProfit() != Prices.NONE) {
            view.setTakeProfit(Prices.toDouble(bracket.absolute().takeProfit()));
        }
        if (bracket.relativeStopLoss() != Prices.NONE) {
            view.setRelativeStopLoss(bracket.relativeStopLoss());
        }
        if (bracket.relativeTakeProfit() != Prices.NONE) {
            view.setRelativeTakeProfit(bracket.relativeTakeProfit());
        }
    }

    ProtoOAPosition position(Position position) {
        ProtoOATradeData.Builder data = ProtoOATradeData.newBuilder()
                .setSymbolId(position.instrument().id())
                .setVolume(position.volume())
                .setTradeSide(position.side())
                .setOpenTimestamp(position.opened());
        texts(data, position.label(), position.comment());
        if (position.ended() != 0) {
            data.setCloseTimestamp(position.ended());
        }
        ProtoOAPosition.Builder view = ProtoOAPosition.newBuilder()
                .setPositionId(position.id())
                .setTradeData(data)
                .setPositionStatus(position.status())
                .setSwap(0)
                .setPrice(position.entryPrice().doubleValue())
                .setUtcLastUpdateTimestamp(position.updated())
                .setCommission(position.commission())
                .setMirroringCommission(0)
                .setGuaranteedStopLoss(false)
                .setUsedMargin(valuation.margin(position))
                .setMoneyDigits(Money.DIGITS);
        if (position.marginRate().signum() > 0) {
            view.setMarginRate(position.marginRate().doubleValue());
        }
        Levels levels = position.levels();
        if (levels.stopLoss() != Prices.NONE) {
            view.setStopLoss(Prices.toDouble(levels.stopLoss()));
        }
        if (levels.takeProfit() != Prices.NONE) {
            view.setTakeProfit(Prices.toDouble(levels.takeProfit()));
        }
        return view.build();
    }

    private static void texts(ProtoOATradeData.Builder data, String label, String comment) {
        if (!label.isEmpty()) {
            data.setLabel(label);
        }
        if (!comment.isEmpty()) {
            data.setComment(comment);
        }
    }
}
