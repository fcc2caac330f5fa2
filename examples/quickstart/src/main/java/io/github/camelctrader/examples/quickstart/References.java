package io.github.camelctrader.examples.quickstart;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import io.github.camelctrader.client.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** What does not change while the quickstart runs: asked for once, through the component, when it is first needed. */
final class References {
    private final Supplier<CamelContext> camelContext;
    private final Map<Long, ProtoOASymbol> symbols = new ConcurrentHashMap<>();
    private final Map<Long, String> currencies = new ConcurrentHashMap<>();

    References(Supplier<CamelContext> camelContext) {
        this.camelContext = camelContext;
    }

    /** A price with the decimals that the symbol is quoted in. */
    BigDecimal price(long symbolId, double value) {
        return price(symbolId, BigDecimal.valueOf(value));
    }

    /** A price with the decimals that the symbol is quoted in. */
    BigDecimal price(long symbolId, BigDecimal value) {
        return value.setScale(symbol(symbolId).getDigits(), RoundingMode.HALF_UP);
    }

    /** A distance between two prices in pips, with one decimal. */
    BigDecimal pips(long symbolId, BigDecimal distance) {
        return Prices.pips(distance, symbol(symbolId)).setScale(1, RoundingMode.HALF_UP);
    }

    /** So many pips as a distance between two prices. */
    BigDecimal distance(long symbolId, int pips) {
        return Prices.pipSize(symbol(symbolId)).multiply(BigDecimal.valueOf(pips));
    }

    /** The currency that an account is kept in. */
    String currency(long accountId) {
        return currencies.computeIfAbsent(accountId, id -> {
            long assetId = ask("TraderReq", Map.of(), ProtoOATraderRes.class)
                    .getTrader()
                    .getDepositAssetId();
            return ask("AssetListReq", Map.of(), ProtoOAAssetListRes.class).getAssetList().stream()
                    .filter(asset -> asset.getAssetId() == assetId)
                    .map(ProtoOAAsset::getName)
                    .findFirst()
                    .orElse("asset " + assetId);
        });
    }

    private ProtoOASymbol symbol(long symbolId) {
        return symbols.computeIfAbsent(
                symbolId,
                id -> ask("SymbolByIdReq", Map.of("symbolId", List.of(id)), ProtoOASymbolByIdRes.class)
                        .getSymbol(0));
    }

    private <T> T ask(String request, Map<String, Object> body, Class<T> answer) {
        return camelContext
                .get()
                .createFluentProducerTemplate()
                .to("ctrader:demo?messageType=" + request)
                .withBody(body)
                .request(answer);
    }
}
