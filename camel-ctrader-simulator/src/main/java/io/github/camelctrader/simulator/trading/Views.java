package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import java.util.function.DoubleConsumer;

/** Orders and positions as the Open API describes them at this moment. Doubles begin here. */
final class Views {
    ProtoOAOrder order(Order order) {
        OrderTerms terms = order.terms();
        ProtoOATradeData.Builder data = ProtoOATradeData.newBuilder()
                .setSymbolId(order.instrument().id())
                .setVolume(terms.volume())
                .setTradeSide(terms.side())
                .setOpenTimestamp(order.opened())
                .setGuaranteedStopLoss(terms.bracket().mode().guaranteed())
                .setMeasurementUnits(order.instrument().symbol().measurementUnits());
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
                .setPositionId(order.positionId());
        if (order.aim() == Order.Aim.STOP_OUT) {
            view.setIsStopOut(true);
        }
        // What never traded has no time of closing, except for protection.
        if (order.ended() != 0 && (order.executedVolume() > 0 || order.isProtection())) {
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
        if (isStop(terms.type())) {
            view.setStopTriggerMethod(entry.trigger());
        }
        if (terms.type() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT
                || !terms.bracket().isEmpty()) {
            view.setTrailingStopLoss(terms.bracket().mode().trailing());
        }
        stops(view, terms.bracket());
    }

    private static boolean isStop(ProtoOAOrderType type) {
        return switch (type) {
            case STOP, STOP_LIMIT, STOP_LOSS_TAKE_PROFIT -> true;
            case MARKET, LIMIT, MARKET_RANGE -> false;
        };
    }

    /** An order as lists show it: one that closes a position with the levels that the position had, which its events leave out. */
    ProtoOAOrder listed(Order order) {
        ProtoOAOrder.Builder view = order(order).toBuilder();
        levels(order.left(), view::setStopLoss, view::setTakeProfit);
        return view.build();
    }

    private static void levels(Levels levels, DoubleConsumer stopLoss, DoubleConsumer takeProfit) {
        if (levels.stopLoss() != Prices.NONE) {
            stopLoss.accept(Prices.toDouble(levels.stopLoss()));
        }
        if (levels.takeProfit() != Prices.NONE) {
            takeProfit.accept(Prices.toDouble(levels.takeProfit()));
        }
    }

    private static void stops(ProtoOAOrder.Builder view, Bracket bracket) {
        levels(bracket.absolute(), view::setStopLoss, view::setTakeProfit);
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
                .setGuaranteedStopLoss(position.stopMode().guaranteed())
                .setMeasurementUnits(position.instrument().symbol().measurementUnits());
        if (position.opened() != 0) {
            data.setOpenTimestamp(position.opened());
        }
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
                .setCommission(position.commission())
                .setMirroringCommission(0)
                .setGuaranteedStopLoss(position.stopMode().guaranteed())
                .setUsedMargin(position.usedMargin())
                .setMarginRate(position.marginRate().doubleValue())
                .setMoneyDigits(Money.DIGITS);
        if (position.updated() != 0) {
            view.setUtcLastUpdateTimestamp(position.updated());
        }
        if (position.protection() != null) {
            view.setStopLossTriggerMethod(position.stopMode().trigger());
        }
        if (position.opened() != 0) {
            view.setTrailingStopLoss(position.stopMode().trailing());
        } else if (!position.bracket().isEmpty()) {
            view.setTrailingStopLoss(position.bracket().mode().trailing());
        }
        levels(position.levels(), view::setStopLoss, view::setTakeProfit);
        return view.build();
    }

    private static void texts(ProtoOATradeData.Builder data, OrderTexts texts) {
        if (!texts.label().isEmpty()) {
            data.setLabel(texts.label());
        }
        if (!texts.comment().isEmpty()) {
            data.setComment(texts.comment());
        }
    }
}
