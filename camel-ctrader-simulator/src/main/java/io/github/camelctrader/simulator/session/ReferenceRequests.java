package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAArchivedSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverage;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverageTier;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Instruments;
import java.util.List;
import java.util.Optional;

/** Assets, categories, symbols: what seldom changes. */
final class ReferenceRequests {
    private static final int MONEY_DIGITS = 2;

    private final Venue venue;
    private final Instruments instruments;
    private final long opened;

    ReferenceRequests(Venue venue) {
        this.venue = venue;
        this.instruments = venue.market().instruments();
        this.opened = venue.clock().millis();
    }

    void register(RequestTable table) {
        table.on(ProtoOAAssetListReq.getDefaultInstance(), Access.ACCOUNT, this::assets);
        table.on(ProtoOAAssetClassListReq.getDefaultInstance(), Access.ACCOUNT, this::assetClasses);
        table.on(ProtoOASymbolCategoryListReq.getDefaultInstance(), Access.ACCOUNT, this::categories);
        table.on(ProtoOASymbolsListReq.getDefaultInstance(), Access.ACCOUNT, this::symbols);
        table.on(ProtoOASymbolByIdReq.getDefaultInstance(), Access.ACCOUNT, this::symbolsById);
        table.on(ProtoOAGetDynamicLeverageByIDReq.getDefaultInstance(), Access.ACCOUNT, this::leverage);
        table.on(ProtoOASymbolsForConversionReq.getDefaultInstance(), Access.ACCOUNT, this::conversionSymbols);
    }

    private void assets(Requester caller, ProtoOAAssetListReq request) {
        ProtoOAAssetListRes.Builder answer =
                ProtoOAAssetListRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        for (String name : instruments.assets()) {
            answer.addAsset(ProtoOAAsset.newBuilder()
                    .setAssetId(instruments.assetId(name))
                    .setName(name)
                    .setDisplayName(name)
                    .setDigits(MONEY_DIGITS));
        }
        caller.answer(answer.build());
    }

    private void assetClasses(Requester caller, ProtoOAAssetClassListReq request) {
        ProtoOAAssetClassListRes.Builder answer =
                ProtoOAAssetClassListRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        List<String> names = instruments.categories();
        for (int index = 0; index < names.size(); index++) {
            answer.addAssetClass(ProtoOAAssetClass.newBuilder()
                    .setId(index + 1)
                    .setName(names.get(index))
                    .setSortingNumber(index + 1));
        }
        caller.answer(answer.build());
    }

    private void categories(Requester caller, ProtoOASymbolCategoryListReq request) {
        ProtoOASymbolCategoryListRes.Builder answer =
                ProtoOASymbolCategoryListRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        List<String> names = instruments.categories();
        for (int index = 0; index < names.size(); index++) {
            answer.addSymbolCategory(ProtoOASymbolCategory.newBuilder()
                    .setId(index + 1)
                    .setAssetClassId(index + 1)
                    .setName(names.get(index))
                    .setSortingNumber(index + 1));
        }
        caller.answer(answer.build());
    }

    private void symbols(Requester caller, ProtoOASymbolsListReq request) {
        ProtoOASymbolsListRes.Builder answer =
                ProtoOASymbolsListRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        instruments.all().forEach(instrument -> answer.addSymbol(light(instrument)));
        if (request.getIncludeArchivedSymbols()) {
            instruments.archived().values().forEach(symbol -> answer.addArchivedSymbol(archived(symbol)));
        }
        caller.answer(answer.build());
    }

    private void symbolsById(Requester caller, ProtoOASymbolByIdReq request) {
        ProtoOASymbolByIdRes.Builder answer =
                ProtoOASymbolByIdRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        for (long symbolId : request.getSymbolIdList()) {
            SimulatedSymbol gone = instruments.archived().get(symbolId);
            if (gone != null) {
                answer.addArchivedSymbol(archived(gone));
                continue;
            }
            Optional<Instrument> instrument = instruments.find(symbolId);
            if (instrument.isEmpty()) {
                caller.refuse(ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id " + symbolId);
                return;
            }
            answer.addSymbol(SymbolViews.full(instrument.get(), venue.market().conditions(instrument.get())));
        }
        caller.answer(answer.build());
    }

    /** Archived symbols went when the simulator started. */
    private ProtoOAArchivedSymbol archived(SimulatedSymbol symbol) {
        return ProtoOAArchivedSymbol.newBuilder()
                .setSymbolId(symbol.id())
                .setName(symbol.name())
                .setUtcLastUpdateTimestamp(opened)
                .setDescription(symbol.baseAsset() + " in " + symbol.quoteAsset())
                .build();
    }

    private void leverage(Requester caller, ProtoOAGetDynamicLeverageByIDReq request) {
        List<LeverageTier> tiers = instruments
                .find(request.getLeverageId())
                .map(instrument -> instrument.symbol().leverage())
                .orElse(List.of());
        if (tiers.isEmpty()) {
            caller.refuse(
                    ProtoErrorCode.ENTITY_NOT_FOUND, "Dynamic leverage not found with id " + request.getLeverageId());
            return;
        }
        ProtoOADynamicLeverage.Builder leverage =
                ProtoOADynamicLeverage.newBuilder().setLeverageId(request.getLeverageId());
        tiers.forEach(tier -> leverage.addTiers(
                ProtoOADynamicLeverageTier.newBuilder().setVolume(tier.volume()).setLeverage(tier.leverage())));
        caller.answer(ProtoOAGetDynamicLeverageByIDRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .setLeverage(leverage)
                .build());
    }

    private void conversionSymbols(Requester caller, ProtoOASymbolsForConversionReq request) {
        Optional<List<Instrument>> chain =
                venue.conversion().chain(request.getFirstAssetId(), request.getLastAssetId());
        if (chain.isEmpty()) {
            caller.refuse(
                    ProtoErrorCode.ENTITY_NOT_FOUND,
                    "No symbols lead from asset " + request.getFirstAssetId() + " to " + request.getLastAssetId());
            return;
        }
        ProtoOASymbolsForConversionRes.Builder answer =
                ProtoOASymbolsForConversionRes.newBuilder().setCtidTraderAccountId(caller.accountId());
        chain.get().forEach(instrument -> answer.addSymbol(light(instrument)));
        caller.answer(answer.build());
    }

    private ProtoOALightSymbol light(Instrument instrument) {
        return SymbolViews.light(instrument, venue.market().conditions(instrument));
    }
}
