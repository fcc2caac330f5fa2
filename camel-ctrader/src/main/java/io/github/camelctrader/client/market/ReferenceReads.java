package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverage;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import io.github.camelctrader.client.Conversion;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.SymbolStatus;
import io.github.camelctrader.client.TradingSchedule;
import io.github.camelctrader.client.Volumes;
import io.github.camelctrader.client.time.OnLoop;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the reference data of accounts, from memory where the directory has it. */
@OnLoop
public final class ReferenceReads {
    private final SymbolDirectory symbols;
    private final Supplier<Instant> now;

    /** @param now by the clock of the server as far as it is known */
    public ReferenceReads(SymbolDirectory symbols, Supplier<Instant> now) {
        this.symbols = symbols;
        this.now = now;
    }

    public CompletableFuture<List<ProtoOAAsset>> assets(long accountId) {
        return symbols.read(
                        accountId,
                        ProtoOAAssetListReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .build(),
                        ProtoOAAssetListRes.class)
                .thenApply(ProtoOAAssetListRes::getAssetList);
    }

    public CompletableFuture<List<ProtoOAAssetClass>> assetClasses(long accountId) {
        return symbols.read(
                        accountId,
                        ProtoOAAssetClassListReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .build(),
                        ProtoOAAssetClassListRes.class)
                .thenApply(ProtoOAAssetClassListRes::getAssetClassList);
    }

    public CompletableFuture<List<ProtoOASymbolCategory>> categories(long accountId) {
        return symbols.read(
                        accountId,
                        ProtoOASymbolCategoryListReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .build(),
                        ProtoOASymbolCategoryListRes.class)
                .thenApply(ProtoOASymbolCategoryListRes::getSymbolCategoryList);
    }

    /** Of an asset to itself nobody is asked. */
    public CompletableFuture<Conversion> conversion(long accountId, long fromAssetId, long toAssetId) {
        if (fromAssetId == toAssetId) {
            return CompletableFuture.completedFuture(new Conversion(fromAssetId, toAssetId, List.of()));
        }
        return symbols.read(
                        accountId,
                        ProtoOASymbolsForConversionReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .setFirstAssetId(fromAssetId)
                                .setLastAssetId(toAssetId)
                                .build(),
                        ProtoOASymbolsForConversionRes.class)
                .thenApply(answer -> conversion(fromAssetId, toAssetId, answer));
    }

    private static Conversion conversion(long from, long to, ProtoOASymbolsForConversionRes answer) {
        try {
            return new Conversion(from, to, answer.getSymbolList());
        } catch (IllegalArgumentException leadsElsewhere) {
            throw new InvalidRequestException("lastAssetId", to, "cannot be reached: " + leadsElsewhere.getMessage());
        }
    }

    public CompletableFuture<ProtoOADynamicLeverage> leverage(long accountId, long leverageId) {
        return symbols.read(
                        accountId,
                        ProtoOAGetDynamicLeverageByIDReq.newBuilder()
                                .setCtidTraderAccountId(accountId)
                                .setLeverageId(leverageId)
                                .build(),
                        ProtoOAGetDynamicLeverageByIDRes.class)
                .thenApply(ProtoOAGetDynamicLeverageByIDRes::getLeverage);
    }

    /** A symbol with the names of what it belongs to, and whether its market is open. */
    public CompletableFuture<SymbolStatus> status(long accountId, SymbolReference reference) {
        CompletableFuture<List<ProtoOAAsset>> assets = assets(accountId);
        CompletableFuture<List<ProtoOAAssetClass>> classes = assetClasses(accountId);
        CompletableFuture<List<ProtoOASymbolCategory>> categories = categories(accountId);
        return symbols.find(accountId, reference)
                .thenCompose(symbol -> tiers(accountId, symbol)
                        .thenCombine(assets, (tiers, found) -> tiers)
                        .thenCombine(classes, (tiers, found) -> tiers)
                        .thenCombine(
                                categories,
                                (tiers, found) ->
                                        status(accountId, symbol, tiers, assets.join(), classes.join(), found)));
    }

    private CompletableFuture<List<SymbolStatus.Tier>> tiers(long accountId, Symbol symbol) {
        if (!symbol.details().hasLeverageId()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return leverage(accountId, symbol.details().getLeverageId())
                .thenApply(leverage -> leverage.getTiersList().stream()
                        .map(tier -> new SymbolStatus.Tier(tier.getVolume(), tier.getLeverage()))
                        .toList())
                .exceptionallyCompose(failure -> SymbolDetails.saysThereIsNone(failure)
                        ? CompletableFuture.completedFuture(List.of())
                        : CompletableFuture.failedFuture(failure));
    }

    private SymbolStatus status(
            long accountId,
            Symbol symbol,
            List<SymbolStatus.Tier> tiers,
            List<ProtoOAAsset> assets,
            List<ProtoOAAssetClass> classes,
            List<ProtoOASymbolCategory> categories) {
        TradingSchedule schedule = schedule(symbol);
        Instant time = now.get();
        ProtoOASymbolCategory category =
                first(categories, each -> each.getId() == symbol.light().getSymbolCategoryId(), Function.identity());
        return new SymbolStatus(
                accountId,
                symbol.id(),
                symbol.name(),
                symbol.light().getDescription(),
                asset(assets, symbol.light().getBaseAssetId()),
                asset(assets, symbol.light().getQuoteAssetId()),
                category == null ? null : category.getName(),
                category == null
                        ? null
                        : first(
                                classes,
                                each -> each.getId() == category.getAssetClassId(),
                                ProtoOAAssetClass::getName),
                symbol.details().getDigits(),
                symbol.details().hasLotSize() ? Volumes.units(symbol.details().getLotSize()) : null,
                symbol.details().getTradingMode(),
                time,
                schedule.isOpen(time),
                schedule.nextOpen(time).orElse(null),
                schedule.nextClose(time).orElse(null),
                schedule.zone().getId(),
                tiers);
    }

    private static TradingSchedule schedule(Symbol symbol) {
        try {
            return symbol.schedule();
        } catch (DateTimeException unreadable) {
            throw new InvalidRequestException(
                    "scheduleTimeZone",
                    symbol.details().getScheduleTimeZone(),
                    "is not known here, so that it is not known when symbol " + symbol.name() + " is open: "
                            + unreadable.getMessage());
        }
    }

    private static @Nullable String asset(List<ProtoOAAsset> assets, long assetId) {
        return first(assets, each -> each.getAssetId() == assetId, ProtoOAAsset::getName);
    }

    private static <T, R> @Nullable R first(List<T> all, Predicate<T> which, Function<T, R> part) {
        return all.stream()
                .filter(which)
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
