package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;
import java.time.Clock;

/** Reads and checks everything about a new order that needs neither positions nor money. */
final class OrderReader {
    private static final int MAX_LABEL = 100;
    private static final int MAX_COMMENT = 512;
    private static final int MAX_CLIENT_ORDER_ID = 50;

    private final PriceReader prices;
    private final StopReader stops;
    private final TradingRules rules;
    private final Clock clock;

    OrderReader(PriceReader prices, StopReader stops, TradingRules rules, Clock clock) {
        this.prices = prices;
        this.stops = stops;
        this.rules = rules;
        this.clock = clock;
    }

    OrderTerms read(ProtoOANewOrderReq request, Instrument instrument, Quote quote) throws TradeRefusedException {
        ProtoOAOrderType type = request.getOrderType();
        if (type == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT) {
            throw OrderValidator.invalid("Orders of type " + type + " are made by the server");
        }
        ProtoOATimeInForce timeInForce = timeInForce(request, type);
        OrderTexts texts = new OrderTexts(
                OrderValidator.text("label", request.getLabel(), MAX_LABEL),
                OrderValidator.text("comment", request.getComment(), MAX_COMMENT),
                OrderValidator.text("clientOrderId", request.getClientOrderId(), MAX_CLIENT_ORDER_ID));
        OrderValidator.volume(request.getVolume(), instrument.symbol());
        Entry entry = entry(request, type, instrument);
        StopFields fields = StopFields.of(request);
        if (isMarket(type) && fields.hasAbsolute()) {
            throw OrderValidator.invalid(
                    "SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]");
        }
        long reference = isMarket(type)
                ? Sides.executionPrice(request.getTradeSide(), quote)
                : Math.max(entry.limit(), entry.stop());
        return new OrderTerms(
                type,
                request.getTradeSide(),
                request.getVolume(),
                entry,
                stops.bracket(fields, instrument, request.getTradeSide(), reference),
                timeInForce,
                OrderValidator.expiration(
                        timeInForce,
                        request.hasExpirationTimestamp() ? request.getExpirationTimestamp() : 0,
                        clock.millis()),
                texts);
    }

    private static boolean isMarket(ProtoOAOrderType type) {
        return type == ProtoOAOrderType.MARKET || type == ProtoOAOrderType.MARKET_RANGE;
    }

    /** Market orders never rest, so that all but FILL_OR_KILL comes to IMMEDIATE_OR_CANCEL for them. */
    private ProtoOATimeInForce timeInForce(ProtoOANewOrderReq request, ProtoOAOrderType type)
            throws TradeRefusedException {
        ProtoOATimeInForce wanted = request.getTimeInForce();
        if (wanted == ProtoOATimeInForce.MARKET_ON_OPEN) {
            if (type != ProtoOAOrderType.MARKET || !rules.is(TradingSwitch.MARKET_ON_OPEN_TAKEN)) {
                throw OrderValidator.invalid("Time in force " + wanted + " is not allowed for order type " + type);
            }
            return wanted;
        }
        return isMarket(type) && wanted != ProtoOATimeInForce.FILL_OR_KILL
                ? ProtoOATimeInForce.IMMEDIATE_OR_CANCEL
                : wanted;
    }

    private Entry entry(ProtoOANewOrderReq request, ProtoOAOrderType type, Instrument instrument)
            throws TradeRefusedException {
        boolean limit = type == ProtoOAOrderType.LIMIT;
        boolean stop = type == ProtoOAOrderType.STOP || type == ProtoOAOrderType.STOP_LIMIT;
        boolean range = type == ProtoOAOrderType.MARKET_RANGE;
        boolean slips = range || type == ProtoOAOrderType.STOP_LIMIT;
        return new Entry(
                limit
                        ? prices.required("limitPrice", request.hasLimitPrice(), request.getLimitPrice(), instrument)
                        : Prices.NONE,
                stop
                        ? prices.required("stopPrice", request.hasStopPrice(), request.getStopPrice(), instrument)
                        : Prices.NONE,
                range
                        ? prices.required(
                                "baseSlippagePrice",
                                request.hasBaseSlippagePrice(),
                                request.getBaseSlippagePrice(),
                                instrument)
                        : Prices.NONE,
                slips
                        ? slippage(request.hasSlippageInPoints(), request.getSlippageInPoints(), instrument)
                        : Prices.NONE,
                stop ? request.getStopTriggerMethod() : ProtoOAOrderTriggerMethod.TRADE);
    }

    /** Width of a range, in 1/100000; a point is the distance between two neighbouring prices. */
    static long slippage(boolean present, int points, Instrument instrument) throws TradeRefusedException {
        if (!present || points < 0) {
            throw OrderValidator.invalid("slippageInPoints is required for this order type and cannot be negative");
        }
        return points * instrument.priceStep();
    }
}
