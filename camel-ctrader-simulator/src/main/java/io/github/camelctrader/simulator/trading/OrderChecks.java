package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;
import org.jspecify.annotations.Nullable;

/** What a server checks before it accepts an order. Each complaint carries the code and the wording servers use, where they are known. */
final class OrderChecks {
    private static final int MAX_LABEL = 100;
    private static final int MAX_COMMENT = 512;
    private static final int MAX_CLIENT_ORDER_ID = 50;

    private OrderChecks() {}

    /** Reads and checks everything about a new order that needs neither positions nor money. */
    static OrderTerms newOrder(ProtoOANewOrderReq request, Instrument instrument, Quote quote, long now)
            throws TradeRefusedException {
        if (!instrument.symbol().enabled()) {
            throw refusal(ProtoOAErrorCode.TRADING_DISABLED, "Trading of symbol %d is disabled", instrument.id());
        }
        ProtoOAOrderType type = request.getOrderType();
        supported(type, request);
        length("label", request.getLabel(), MAX_LABEL);
        length("comment", request.getComment(), MAX_COMMENT);
        length("clientOrderId", request.getClientOrderId(), MAX_CLIENT_ORDER_ID);
        volume(request.getVolume(), instrument.symbol());
        long limitPrice = entry(
                type == ProtoOAOrderType.LIMIT,
                "limitPrice",
                request.hasLimitPrice(),
                request.getLimitPrice(),
                instrument);
        long stopPrice = entry(
                type == ProtoOAOrderType.STOP, "stopPrice", request.hasStopPrice(), request.getStopPrice(), instrument);
        boolean market = type == ProtoOAOrderType.MARKET;
        if (market && (request.hasStopLoss() || request.hasTakeProfit())) {
            throw invalid("SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]");
        }
        Bracket bracket = bracket(
                new StopFields(
                        request.hasStopLoss() ? request.getStopLoss() : null,
                        request.hasTakeProfit() ? request.getTakeProfit() : null,
                        request.hasRelativeStopLoss() ? request.getRelativeStopLoss() : null,
                        request.hasRelativeTakeProfit() ? request.getRelativeTakeProfit() : null),
                instrument,
                request.getTradeSide(),
                market ? Sides.executionPrice(request.getTradeSide(), quote) : Math.max(limitPrice, stopPrice));
        ProtoOATimeInForce timeInForce = market ? ProtoOATimeInForce.IMMEDIATE_OR_CANCEL : request.getTimeInForce();
        return new OrderTerms(
                type,
                request.getTradeSide(),
                request.getVolume(),
                limitPrice,
                stopPrice,
                bracket,
                timeInForce,
                expiration(timeInForce, request.hasExpirationTimestamp() ? request.getExpirationTimestamp() : 0, now),
                request.getLabel(),
                request.getComment(),
                request.getClientOrderId());
    }

    private static void supported(ProtoOAOrderType type, ProtoOANewOrderReq request) throws TradeRefusedException {
        boolean pending = type == ProtoOAOrderType.LIMIT || type == ProtoOAOrderType.STOP;
        if (!pending && type != ProtoOAOrderType.MARKET) {
            throw invalid("Order type " + type + " is not served by this simulator");
        }
        ProtoOATimeInForce timeInForce = request.getTimeInForce();
        if (pending
                && timeInForce != ProtoOATimeInForce.GOOD_TILL_CANCEL
                && timeInForce != ProtoOATimeInForce.GOOD_TILL_DATE) {
            throw invalid("Time in force " + timeInForce + " for " + type + " is not served by this simulator");
        }
        notServed(request.getGuaranteedStopLoss(), request.getTrailingStopLoss(), request.getStopTriggerMethod());
    }

    /** Refuses the kinds of stop this simulator does not serve, rather than to accept and ignore them. */
    static void notServed(boolean guaranteed, boolean trailing, ProtoOAOrderTriggerMethod method)
            throws TradeRefusedException {
        if (guaranteed || trailing || method != ProtoOAOrderTriggerMethod.TRADE) {
            throw invalid("Guaranteed stops, trailing stops and trigger methods other than TRADE"
                    + " are not served by this simulator");
        }
    }

    static void volume(long volume, SimulatedSymbol symbol) throws TradeRefusedException {
        String units = Money.units(volume).toPlainString();
        if (volume < symbol.minVolume()) {
            throw badVolume("Order volume %s is smaller than group minVolume=%s.", units, symbol.minVolume());
        }
        if (volume > symbol.maxVolume()) {
            throw badVolume("Order volume %s is bigger than group maxVolume=%s.", units, symbol.maxVolume());
        }
        if (volume % symbol.stepVolume() != 0) {
            throw badVolume("Order volume %s is not a multiple of group stepVolume=%s.", units, symbol.stepVolume());
        }
    }

    private static TradeRefusedException badVolume(String text, String units, long bound) {
        return refusal(
                ProtoOAErrorCode.TRADING_BAD_VOLUME,
                text,
                units,
                Money.units(bound).toPlainString());
    }

    private static long entry(boolean needed, String field, boolean present, double value, Instrument instrument)
            throws TradeRefusedException {
        if (!needed) {
            return Prices.NONE;
        }
        if (!present) {
            throw invalid(field + " is required for this order type");
        }
        return price(field, value, instrument);
    }

    /** A price of a request, if it lies on the grid of the symbol. */
    static long price(String field, double value, Instrument instrument) throws TradeRefusedException {
        long price = Prices.fromDouble(value);
        if (price == Prices.OFF_SCALE || !instrument.onGrid(price)) {
            throw refusal(
                    ProtoOAErrorCode.TRADING_BAD_PRICES,
                    "%s %s does not fit the %d digits of symbol %d",
                    field,
                    value,
                    instrument.symbol().digits(),
                    instrument.id());
        }
        return price;
    }

    /** Reads the protection an order asks for; the reference is the price it will be filled at, as far as one can tell. */
    static Bracket bracket(StopFields fields, Instrument instrument, ProtoOATradeSide side, long reference)
            throws TradeRefusedException {
        if ((fields.stopLoss() != null && fields.relativeStopLoss() != null)
                || (fields.takeProfit() != null && fields.relativeTakeProfit() != null)) {
            throw invalid("A level is given both as a price and as a distance");
        }
        Levels absolute = levels(fields.stopLoss(), fields.takeProfit(), instrument);
        for (Levels level : absolute.each()) {
            if (!level.fit(side, reference)) {
                throw refusal(
                        ProtoOAErrorCode.TRADING_BAD_STOPS,
                        "%s is on the wrong side of %s for a %s order",
                        level,
                        Prices.toDecimal(reference),
                        side);
            }
        }
        return new Bracket(
                absolute,
                distance("relativeStopLoss", fields.relativeStopLoss(), instrument, reference),
                distance("relativeTakeProfit", fields.relativeTakeProfit(), instrument, reference));
    }

    static Levels levels(@Nullable Double stopLoss, @Nullable Double takeProfit, Instrument instrument)
            throws TradeRefusedException {
        return new Levels(
                stopLoss == null ? Prices.NONE : price("stopLoss", stopLoss, instrument),
                takeProfit == null ? Prices.NONE : price("takeProfit", takeProfit, instrument));
    }

    private static long distance(String field, @Nullable Long value, Instrument instrument, long reference)
            throws TradeRefusedException {
        if (value == null) {
            return Prices.NONE;
        }
        if (value <= 0 || !instrument.onGrid(value) || value >= reference) {
            throw refusal(
                    ProtoOAErrorCode.TRADING_BAD_STOPS, "%s %d does not fit symbol %d", field, value, instrument.id());
        }
        return value;
    }

    static long expiration(ProtoOATimeInForce timeInForce, long timestamp, long now) throws TradeRefusedException {
        if (timeInForce != ProtoOATimeInForce.GOOD_TILL_DATE) {
            return 0;
        }
        if (timestamp <= now) {
            throw refusal(
                    ProtoOAErrorCode.TRADING_BAD_EXPIRATION_DATE, "Expiration %d is not in the future", timestamp);
        }
        return timestamp;
    }

    private static void length(String field, String text, int bound) throws TradeRefusedException {
        if (text.length() > bound) {
            throw invalid("%s has %d characters, at most %d are allowed".formatted(field, text.length(), bound));
        }
    }

    static TradeRefusedException invalid(String description) {
        return new TradeRefusedException(ProtoErrorCode.INVALID_REQUEST, description);
    }

    static TradeRefusedException refusal(ProtoOAErrorCode code, String text, Object... arguments) {
        return new TradeRefusedException(code, text.formatted(arguments));
    }
}
