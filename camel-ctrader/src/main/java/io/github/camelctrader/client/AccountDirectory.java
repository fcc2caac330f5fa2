package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverage;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What an account may trade, and what belongs to that. Read when it is asked for, once for all who ask, and kept until the link or
 * the account's session ends or the server tells that symbols changed: then it is read anew when it is asked for again.
 *
 * <p>All methods may be called on any thread and wait for nothing. Futures complete as those of {@link CTraderClient} do, within
 * the time that the directory was asked for with; they fail with a {@link CTraderException}, a {@link NotSentException} when that
 * time was too short.
 */
public interface AccountDirectory {
    /** All symbols that are not archived; {@link CTraderClient#symbol} has the details of one. */
    CompletableFuture<List<ProtoOALightSymbol>> symbols();

    /**
     * A symbol and whether its market is open.
     *
     * @return fails with {@link InvalidRequestException} when there is no such symbol or more than one, and on
     *     {@code scheduleTimeZone} when it is not known by which clock its sessions are
     */
    CompletableFuture<SymbolStatus> status(SymbolReference reference);

    /** Currencies, metals and all else that symbols are made of. */
    CompletableFuture<List<ProtoOAAsset>> assets();

    /** What categories of symbols belong to. */
    CompletableFuture<List<ProtoOAAssetClass>> assetClasses();

    /** Categories of symbols. */
    CompletableFuture<List<ProtoOASymbolCategory>> categories();

    /**
     * The way from one asset to another. An asset and itself need no symbol, and no request.
     *
     * @return fails with {@link RequestRejectedException} when there is none
     */
    CompletableFuture<Conversion> conversion(long fromAssetId, long toAssetId);

    /**
     * A dynamic leverage.
     *
     * @param leverageId of the details of a symbol
     * @return fails with {@link RequestRejectedException} when there is none
     */
    CompletableFuture<ProtoOADynamicLeverage> leverage(long leverageId);
}
