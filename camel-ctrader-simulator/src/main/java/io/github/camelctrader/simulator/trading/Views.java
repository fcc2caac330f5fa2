package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.simulator.market.Instrument;
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
        texts(data, terms.texts());
        ProtoOAOrder.Builder view = ProtoOAOrder.newBuilder()
                .setOrderId(order.id())
                .setOrderType(terms.type())
                .setOrderStatus(order.status())
                .setUtcLastUpdateTimestamp(order.updated())
                .setExecutedVolume(order.executedVolume())
                .setClosingOrder(order.closing())
                .setClientOrderId(clientOrderId(order))
                .setTimeInForce(terms.timeInForce())
                .setPositionId(order.positionId())
                .setIsStopOut(order.aim() == Order.Aim.STOP_OUT);
        if (terms.bracket().mode().guaranteed()) {
            data.setGuaranteedStopLoss(true);
        }
        if (order.ended() != 0) {
            data.setCloseTimestamp(order.ended());
        }
        if (order.executedVolume() > 0) {
            view.setExecutionPrice(order.executionPrice().doubleValue());
        }
        if (terms.expiration() != 0) {
            view.setExpirationTimestamp(terms.expiration());
        }
        prices(view, terms, order.instrument());
        return view.setTradeData(data).build();
    }

    private static String clientOrderId(Order order) {
        String given = order.terms().texts().clientOrderId();
        return given.isEmpty() ? "server-" + order.id() : given;
    }

    private static void prices(ProtoOAOrder.Builder view, OrderTerms terms, Instrument instrument) {
        Entry entry = terms.entry();
        if (entry.limit() != Prices.NONE) {
            view.setLimitPrice(Prices.toDouble(entry.limit()));
        }
        if (entry.stop() != Prices.NONE) {
            view.setStopPrice(Prices.toDouble(entry.stop()));
        }
        if (entry.base() != Prices.NONE) {
            view.setBaseSlippagePrice(Prices.toDouble(entry.base()));
        }
        if (terms.type() == ProtoOAOrderType.STOP_LIMIT || terms.type() == ProtoOAOrderType.MARKET_RANGE) {
            view.setSlippageInPoints(entry.slippage() / instrument.priceStep());
        }
        if (entry.trigger() != ProtoOAOrderTriggerMethod.TRADE) {
            view.setStopTriggerMethod(entry.trigger());
        }
        stops(view, terms.bracket());
    }

    private static void stops(ProtoOAOrder.Builder view, Bracket bracket) {
        if (bracket.mode().trailing()) {
            view.setTrailingStopLoss(true);
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
        texts(data, position.texts());
        if (position.ended() != 0) {
            data.setCloseTimestamp(position.ended());
        }
        ProtoOAPosition.Builder view = ProtoOAPosition.newBuilder()
                .setPositionId(position.id())
                .setTradeData(data)
                .setPositionStatus(position.status())
                .setSwap(position.swap())
                .setPrice(position.entryPrice().doubleValue())
                .setUtcLastUpdateTimestamp(position.updated())
                .setCommission(position.commission())
                .setMirroringCommission(0)
                .setGuaranteedStopLoss(position.stopMode().guaranteed())
                .setUsedMargin(valuation.margin(position))
                .setMoneyDigits(Money.DIGITS);
        if (position.marginRate().signum() > 0) {
            view.setMarginRate(position.marginRate().doubleValue());
        }
        StopMode mode = position.stopMode();
        if (mode.trailing()) {
            view.setTrailingStopLoss(true);
        }
        if (mode.trigger() != ProtoOAOrderTriggerMethod.TRADE) {
            view.setStopLossTriggerMethod(mode.trigger());
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

    private static void texts(ProtoOATradeData.Builder data, Texts texts) {
        if (!texts.label().isEmpty()) {
            data.setLabel(texts.label());
        }
        if (!texts.comment().isEmpty()) {
            data.setComment(texts.comment());
        }
    }
}
