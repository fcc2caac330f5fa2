package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.SimulatedSymbol;

/** What a server checks whatever the kind of request. Each complaint carries the code and the wording servers use, where they are known. */
final class OrderValidator {
    private OrderValidator() {}

    static void volume(long volume, SimulatedSymbol symbol) throws TradeRefusedException {
        String units = Money.units(volume).toPlainString();
        if (volume < symbol.minVolume()) {
            throw badVolume("Order volume %s is smaller than group minVolume=%s.", units, symbol.minVolume());
        }
        if (volume > symbol.maxVolume()) {
            throw badVolume("Order volume %s is bigger than group maxVolume=%s.", units, symbol.maxVolume());
        }
        step(volume, symbol);
    }

    static void step(long volume, SimulatedSymbol symbol) throws TradeRefusedException {
        if (volume % symbol.stepVolume() != 0) {
            throw badVolume(
                    "Order volume %s is not a multiple of group stepVolume=%s.",
                    Money.units(volume).toPlainString(), symbol.stepVolume());
        }
    }

    private static TradeRefusedException badVolume(String text, String units, long bound) {
        return refusal(
                ProtoOAErrorCode.TRADING_BAD_VOLUME,
                text,
                units,
                Money.units(bound).toPlainString());
    }

    static TradeRefusedException notWithin(long volume, long available) {
        return refusal(
                ProtoOAErrorCode.TRADING_BAD_VOLUME,
                "Order volume %s is not between 0 and the open volume %s of the position.",
                Money.units(volume),
                Money.units(available));
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

    static String text(String field, String text, int bound) throws TradeRefusedException {
        if (text.length() > bound) {
            throw invalid("%s has %d characters, at most %d are allowed".formatted(field, text.length(), bound));
        }
        return text;
    }

    static TradeRefusedException invalid(String description) {
        return new TradeRefusedException(ProtoErrorCode.INVALID_REQUEST, description);
    }

    static TradeRefusedException refusal(ProtoOAErrorCode code, String text, Object... arguments) {
        return new TradeRefusedException(code, text.formatted(arguments));
    }

    /** A refusal about an order, with its id at the end of the text. */
    static TradeRefusedException ofOrder(ProtoOAErrorCode code, String text, long orderId) {
        return new TradeRefusedException(code, text + " with id " + orderId, orderId, 0);
    }

    /** A refusal about a position, with its id at the end of the text. */
    static TradeRefusedException ofPosition(ProtoOAErrorCode code, String text, long positionId) {
        return new TradeRefusedException(code, text + " with id " + positionId, 0, positionId);
    }
}
