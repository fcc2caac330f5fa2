package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import org.jspecify.annotations.Nullable;

/** Reads and checks the protection a request asks for. */
final class StopReader {
    private final PriceReader prices;
    private final boolean limitedRisk;

    /** @param limitedRisk whether nothing of the account may be without a guaranteed stop loss */
    StopReader(PriceReader prices, boolean limitedRisk) {
        this.prices = prices;
        this.limitedRisk = limitedRisk;
    }

    /** The protection an order asks for; the reference is the price it will be filled at, as far as one can tell. */
    Bracket bracket(StopFields fields, Instrument instrument, ProtoOATradeSide side, long reference)
            throws TradeRefusedException {
        if ((fields.stopLoss() != null && fields.relativeStopLoss() != null)
                || (fields.takeProfit() != null && fields.relativeTakeProfit() != null)) {
            throw OrderValidator.invalid("A level is given both as a price and as a distance");
        }
        Levels absolute = levels(fields.stopLoss(), fields.takeProfit(), instrument);
        for (Levels level : absolute.each()) {
            if (!level.fit(side, reference)) {
                throw OrderValidator.refusal(
                        ProtoOAErrorCode.TRADING_BAD_STOPS,
                        "%s is on the wrong side of %s for a %s order",
                        level,
                        Prices.toDecimal(reference),
                        side);
            }
            apart(level, reference, instrument);
        }
        Bracket bracket = new Bracket(
                absolute,
                distance("relativeStopLoss", fields.relativeStopLoss(), instrument, reference, -Sides.sign(side)),
                distance("relativeTakeProfit", fields.relativeTakeProfit(), instrument, reference, Sides.sign(side)),
                new StopMode(fields.guaranteed(), fields.trailing(), ProtoOAOrderTriggerMethod.TRADE));
        mode(bracket.mode(), bracket.hasStopLoss(), instrument);
        return bracket;
    }

    /** Refuses levels that are too near to a price. */
    static void apart(Levels levels, long price, Instrument instrument) throws TradeRefusedException {
        for (long level : new long[] {levels.stopLoss(), levels.takeProfit()}) {
            if (level != Prices.NONE) {
                apart(Math.abs(level - price), instrument);
            }
        }
    }

    private static void apart(long distance, Instrument instrument) throws TradeRefusedException {
        int points = instrument.symbol().stopDistance();
        if (distance < points * instrument.priceStep()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.PROTECTION_IS_TOO_CLOSE_TO_MARKET,
                    "Levels of symbol %d have to be %d points from the market",
                    instrument.id(),
                    points);
        }
    }

    Levels levels(@Nullable Double stopLoss, @Nullable Double takeProfit, Instrument instrument)
            throws TradeRefusedException {
        return new Levels(
                stopLoss == null ? Prices.NONE : prices.price("stopLoss", stopLoss, instrument),
                takeProfit == null ? Prices.NONE : prices.price("takeProfit", takeProfit, instrument));
    }

    /** Refuses a way of stopping that there is no stop loss for, or that symbol or account do not have. */
    void mode(StopMode mode, boolean hasStopLoss, Instrument instrument) throws TradeRefusedException {
        if (!hasStopLoss && (mode.trailing() || mode.guaranteed())) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_STOPS, "A trailing or guaranteed stop loss needs a stop loss");
        }
        if (mode.guaranteed() && !instrument.symbol().guaranteedStops()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_STOPS, "Symbol %d has no guaranteed stop loss", instrument.id());
        }
        if (limitedRisk && !mode.guaranteed()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_STOPS,
                    "Limited risk account: a stop loss is needed, and it has to be guaranteed");
        }
    }

    private static long distance(
            String field, @Nullable Long value, Instrument instrument, long reference, int direction)
            throws TradeRefusedException {
        if (value == null) {
            return Prices.NONE;
        }
        if (value <= 0 || !instrument.onGrid(value) || !Prices.onScale(reference + direction * value)) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_STOPS, "%s %d does not fit symbol %d", field, value, instrument.id());
        }
        apart(value, instrument);
        return value;
    }
}
