package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOACommissionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADayOfWeek;
import com.xtrader.protocol.openapi.v2.model.ProtoOAHoliday;
import com.xtrader.protocol.openapi.v2.model.ProtoOAInterval;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMinCommissionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolDistanceType;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SymbolCosts;
import io.github.camelctrader.simulator.TradingHours;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Instrument;
import java.time.LocalDate;
import java.util.List;

/** Symbols as the Open API describes them. */
final class SymbolViews {
    private static final TradingHours ALWAYS = new TradingHours(0, TradingHours.WEEK);
    private static final String ZONE = "UTC";
    private static final int PERCENTAGE_DECIMALS = 5;
    private static final int USD_DECIMALS = 8;
    private static final int FEE_DECIMALS = 2;
    private static final int SWAP_HOURS = 24;
    /** 22:00 UTC, where a trading day ends here. */
    private static final int SWAP_MINUTE = 1320;

    private static final int SKIPPED_DAYS = 3;

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
        for (int index = 0; index < symbol.holidays().size(); index++) {
            LocalDate day = symbol.holidays().get(index);
            view.addHoliday(ProtoOAHoliday.newBuilder()
                    .setHolidayId(index + 1)
                    .setName("Holiday")
                    .setScheduleTimeZone(ZONE)
                    .setHolidayDate(day.toEpochDay())
                    .setIsRecurring(false));
        }
        if (!symbol.leverage().isEmpty()) {
            view.setLeverageId(symbol.id());
        }
        costs(view, symbol.costs());
        return view.setSymbolId(symbol.id())
                .setDigits(symbol.digits())
                .setPipPosition(symbol.pipPosition())
                .setEnableShortSelling(symbol.shortSelling())
                .setGuaranteedStopLoss(symbol.guaranteedStops())
                .setMaxVolume(symbol.maxVolume())
                .setMinVolume(symbol.minVolume())
                .setStepVolume(symbol.stepVolume())
                .setMaxExposure(symbol.maxVolume())
                .setScheduleTimeZone(ZONE)
                .setSlDistance(symbol.stopDistance())
                .setTpDistance(symbol.stopDistance())
                .setGslDistance(symbol.stopDistance())
                .setGslCharge(0)
                .setDistanceSetIn(ProtoOASymbolDistanceType.SYMBOL_DISTANCE_IN_POINTS)
                .setTradingMode(conditions.mode())
                .setLotSize(symbol.lotSize())
                .setMeasurementUnits(symbol.measurementUnits())
                .build();
    }

    @SuppressWarnings("deprecation") // servers still fill the old commission field
    private static void costs(ProtoOASymbol.Builder view, SymbolCosts costs) {
        ProtoOADayOfWeek triple =
                ProtoOADayOfWeek.forNumber(costs.tripleSwapDay().getValue());
        view.setSwapRollover3Days(triple == null ? ProtoOADayOfWeek.WEDNESDAY : triple)
                .setSwapLong(costs.swapLong().doubleValue())
                .setSwapShort(costs.swapShort().doubleValue())
                .setSwapPeriod(SWAP_HOURS)
                .setSwapTime(SWAP_MINUTE)
                .setSkipSWAPPeriods(0)
                .setChargeSwapAtWeekends(false)
                .setSkipRolloverDays(SKIPPED_DAYS)
                .setRolloverCommission(0)
                .setRolloverCommission3Days(ProtoOADayOfWeek.WEDNESDAY)
                .setPnlConversionFeeRate(costs.conversionFeePercent()
                        .movePointRight(FEE_DECIMALS)
                        .intValueExact())
                .setMinCommission(costs.minCommission().longValue())
                .setMinCommissionType(ProtoOAMinCommissionType.CURRENCY)
                .setMinCommissionAsset("USD")
                .setPreciseMinCommission(
                        costs.minCommission().movePointRight(USD_DECIMALS).longValueExact());
        if (costs.perLot()) {
            view.setCommissionType(ProtoOACommissionType.USD_PER_LOT)
                    .setCommission(costs.commission().movePointRight(2).longValue())
                    .setPreciseTradingCommissionRate(
                            costs.commission().movePointRight(USD_DECIMALS).longValueExact());
        } else {
            long rate = costs.commission().movePointRight(PERCENTAGE_DECIMALS).longValueExact();
            view.setCommissionType(ProtoOACommissionType.PERCENTAGE_OF_VALUE)
                    .setCommission(rate)
                    .setPreciseTradingCommissionRate(rate);
        }
    }
}
