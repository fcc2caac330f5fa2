package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverage;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import io.github.camelctrader.client.AccountDirectory;
import io.github.camelctrader.client.Conversion;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.SymbolStatus;
import io.github.camelctrader.client.market.ReferenceReads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets users on any thread read of one account what the connection knows. */
final class ClientDirectory implements AccountDirectory {
    private final long accountId;
    private final ClientCore core;
    private final Duration timeout;
    private final LoopCalls calls;

    ClientDirectory(long accountId, ClientCore core, Duration timeout, LoopCalls calls) {
        this.accountId = accountId;
        this.core = core;
        this.timeout = timeout;
        this.calls = calls;
    }

    @Override
    public CompletableFuture<List<ProtoOALightSymbol>> symbols() {
        return read("The list of symbols", () -> core.symbols().all(accountId));
    }

    @Override
    public CompletableFuture<SymbolStatus> status(SymbolReference reference) {
        return read("The symbol " + reference, () -> reference().status(accountId, reference));
    }

    @Override
    public CompletableFuture<List<ProtoOAAsset>> assets() {
        return read("The list of assets", () -> reference().assets(accountId));
    }

    @Override
    public CompletableFuture<List<ProtoOAAssetClass>> assetClasses() {
        return read("The list of asset classes", () -> reference().assetClasses(accountId));
    }

    @Override
    public CompletableFuture<List<ProtoOASymbolCategory>> categories() {
        return read("The list of categories", () -> reference().categories(accountId));
    }

    @Override
    public CompletableFuture<Conversion> conversion(long fromAssetId, long toAssetId) {
        return read(
                "The way from asset " + fromAssetId + " to " + toAssetId,
                () -> reference().conversion(accountId, fromAssetId, toAssetId));
    }

    @Override
    public CompletableFuture<ProtoOADynamicLeverage> leverage(long leverageId) {
        return read("The leverage " + leverageId, () -> reference().leverage(accountId, leverageId));
    }

    private <T> CompletableFuture<T> read(String what, Supplier<CompletableFuture<T>> read) {
        return calls.onLoop(() -> core.reads().read(accountId, what, timeout, read));
    }

    private ReferenceReads reference() {
        return core.reference();
    }
}
