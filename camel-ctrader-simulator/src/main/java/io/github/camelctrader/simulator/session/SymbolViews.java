package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOACommissionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAInterval;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.market.Instrument;

/** Symbols as the Open API describes them. */
final class SymbolViews {
    private static final int WEEK_SECONDS = 7 * 86_400;
    private static final int PERCENTAGE_DECIMALS = 5;

    private SymbolViews() {}

    static ProtoOALightSymbol light(Instrument instrument) {
        SimulatedSymbol symbol = instrument.symbol();
        return ProtoOALightSymbol.newBuilder()
                .setSymbolId(symbol.id())
                .setSymbolName(symbol.name())
                .setEnabled(symbol.enabled())
                .setBaseAssetId(instrument.baseAssetId())
                .setQuoteAssetId(instrument.quoteAssetId())
                .setSymbolCategoryId(instrument.categoryId())
                .setDescription(symbol.baseAsset() + " in " + symbol.quoteAsset())
                .setSortingNumber(symbol.id())
                .build();
    }

    static ProtoOASymbol full(Instrument instrument) {
        SimulatedSymbol symbol = instrument.symbol();
        return ProtoOASymbol.newBuilder()
                .setSymbolId(symbol.id())
                .setDigits(symbol.digits())
                .setPipPosition(symbol.pipPosition())
                .setEnableShortSelling(true)
                .setGuaranteedStopLoss(false)
                .setSwapLong(0)
                .setSwapShort(0)
                .setMaxVolume(symbol.maxVolume())
                .setMinVolume(symbol.minVolume())
                .setStepVolume(symbol.stepVolume())
                .addSchedule(ProtoOAInterval.newBuilder().setStartSecond(0).setEndSecond(WEEK_SECONDS))
                .setScheduleTimeZone("UTC")
                .setCommissionType(ProtoOACommissionType.PERCENTAGE_OF_VALUE)
                .setPreciseTradingCommissionRate(symbol.commissionPercent()
                        .movePointRight(PERCENTAGE_DECIMALS)
                        .longValueExact())
                .setPreciseMinCommission(0)
                .setTradingMode(
                        symbol.enabled()
                                ? ProtoOATradingMode.ENABLED
                                : ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION)
                .setLotSize(symbol.lotSize())
                .setMeasurementUnits(symbol.baseAsset())
                .build();
    }
}
