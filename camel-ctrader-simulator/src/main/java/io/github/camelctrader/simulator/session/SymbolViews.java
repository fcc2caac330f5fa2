package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOACommissionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAInterval;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.TradingHours;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Instrument;
import java.util.List;

/** Symbols as the Open API describes them. */
final class SymbolViews {
    private static final TradingHours ALWAYS = new TradingHours(0, TradingHours.WEEK);
    private static final int PERCENTAGE_DECIMALS = 5;

    private SymbolViews() {}

    static ProtoOALightSymbol light(Instrument instrument, Conditions conditions) {
        SimulatedSymbol symbol = instrument.symbol();
        return ProtoOALightSymbol.newBuilder()
                .setSymbolId(symbol.id())
                .setSymbolName(conditions.name())
                .setEnabled(symbol.enabled())
                .setBaseAssetId(instrument.baseAssetId())
                .setQuoteAssetId(instrument.quoteAssetId())
                .setSymbolCategoryId(instrument.categoryId())
                .setDescription(symbol.baseAsset() + " in " + symbol.quoteAsset())
                .setSortingNumber(symbol.id())
                .build();
    }

    static ProtoOASymbol full(Instrument instrument, Conditions conditions) {
        SimulatedSymbol symbol = instrument.symbol();
        ProtoOASymbol.Builder view = ProtoOASymbol.newBuilder();
        List<TradingHours> schedule = symbol.schedule().isEmpty() ? List.of(ALWAYS) : symbol.schedule();
        schedule.forEach(hours -> view.addSchedule(
                ProtoOAInterval.newBuilder().setStartSecond(hours.start()).setEndSecond(hours.end())));
        return view.setSymbolId(symbol.id())
                .setDigits(symbol.digits())
                .setPipPosition(symbol.pipPosition())
                .setEnableShortSelling(symbol.shortSelling())
                .setGuaranteedStopLoss(symbol.guaranteedStops())
                .setSwapLong(0)
                .setSwapShort(0)
                .setMaxVolume(symbol.maxVolume())
                .setMinVolume(symbol.minVolume())
                .setStepVolume(symbol.stepVolume())
                .setScheduleTimeZone("UTC")
                .setCommissionType(ProtoOACommissionType.PERCENTAGE_OF_VALUE)
                .setPreciseTradingCommissionRate(symbol.commissionPercent()
                        .movePointRight(PERCENTAGE_DECIMALS)
                        .longValueExact())
                .setPreciseMinCommission(0)
                .setTradingMode(conditions.mode())
                .setLotSize(symbol.lotSize())
                .setMeasurementUnits(symbol.baseAsset())
                .build();
    }
}
