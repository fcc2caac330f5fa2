package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverage;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The reference data of an account: what it may trade, and what belongs to that. Each list is read from the server at the first
 * request for it, is shared by all callers, and is kept until the link or the account's session ends or the server reports that
 * symbols changed. The next request then reads it again.
 *
 * <p>All methods may be called on any thread and wait for nothing. Futures complete as those of {@link CTraderClient} do, within
 * the timeout that the directory was obtained with; they fail with a {@link CTraderException}, which is a {@link NotSentException}
 * if that timeout was too short.
 */
public interface AccountDirectory {
    /** All symbols that are not archived; {@link CTraderClient#symbol} has the details of one. */
    CompletableFuture<List<ProtoOALightSymbol>> symbols();

    /**
     * A symbol and whether its market is open.
     *
     * @return fails with {@link InvalidRequestException} when there is no such symbol or more than one, and, naming {@code
     *     scheduleTimeZone}, when Java does not know the time zone of its sessions
     */
    CompletableFuture<SymbolStatus> status(SymbolReference reference);

    /** The assets that symbols consist of: currencies, metals and others. */
    CompletableFuture<List<ProtoOAAsset>> assets();

    /** The asset classes, to which the categories of symbols belong. */
    CompletableFuture<List<ProtoOAAssetClass>> assetClasses();

    /** Categories of symbols. */
    CompletableFuture<List<ProtoOASymbolCategory>> categories();

    /**
     * The conversion from one asset to another, as a chain of symbols. From an asset to itself it needs no symbol and no request.
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
