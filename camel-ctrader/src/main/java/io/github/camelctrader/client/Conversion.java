package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The conversion from one asset to another: a chain of symbols, each of which shares an asset with the one before.
 *
 * @param fromAssetId the asset that is converted
 * @param toAssetId the asset that it is converted into
 * @param symbols the chain in its order; empty from an asset to itself
 */
public record Conversion(long fromAssetId, long toAssetId, List<ProtoOALightSymbol> symbols) {
    /** @throws IllegalArgumentException when the symbols are no chain from the one asset to the other */
    public Conversion {
        symbols = List.copyOf(symbols);
        long asset = fromAssetId;
        for (ProtoOALightSymbol symbol : symbols) {
            if (asset != symbol.getBaseAssetId() && asset != symbol.getQuoteAssetId()) {
                throw new IllegalArgumentException(
                        "Symbol " + symbol.getSymbolId() + " does not lead on from asset " + asset);
            }
            asset = asset == symbol.getBaseAssetId() ? symbol.getQuoteAssetId() : symbol.getBaseAssetId();
        }
        if (asset != toAssetId) {
            throw new IllegalArgumentException(
                    "The symbols lead from asset " + fromAssetId + " to " + asset + " and not to " + toAssetId);
        }
    }

    /**
     * How much of {@code toAssetId} one unit of {@code fromAssetId} is worth at present (cTrader Open API, "Profit and loss
     * calculation"): multiplied by the bid of a symbol of which the asset is the base, divided by that of one of which it is the
     * quote. To 16 digits.
     *
     * @param quotes the last prices of a symbol by its id
     * @return null when the bid of one of the symbols is not known
     */
    public @Nullable BigDecimal rate(LongFunction<Quote> quotes) {
        BigDecimal rate = BigDecimal.ONE;
        long asset = fromAssetId;
        for (ProtoOALightSymbol symbol : symbols) {
            BigDecimal bid = quotes.apply(symbol.getSymbolId()).bidPrice();
            if (bid == null || bid.signum() <= 0) {
                return null;
            }
            boolean isBase = asset == symbol.getBaseAssetId();
            rate = isBase ? rate.multiply(bid, MathContext.DECIMAL64) : rate.divide(bid, MathContext.DECIMAL64);
            asset = isBase ? symbol.getQuoteAssetId() : symbol.getBaseAssetId();
        }
        return rate;
    }
}
