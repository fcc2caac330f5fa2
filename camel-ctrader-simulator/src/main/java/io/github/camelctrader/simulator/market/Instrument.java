package io.github.camelctrader.simulator.market;

import io.github.camelctrader.simulator.SimulatedSymbol;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A symbol with what follows from it.
 *
 * @param symbol the description it came from
 * @param baseAssetId id of the asset that is bought
 * @param quoteAssetId id of the asset it is paid in
 * @param categoryId id of its category
 */
public record Instrument(SimulatedSymbol symbol, long baseAssetId, long quoteAssetId, long categoryId) {
    /** Its {@code symbolId}. */
    public long id() {
        return symbol.id();
    }

    /** Distance between two neighbouring prices, in 1/100000. */
    public long priceStep() {
        long step = 1;
        for (int digit = symbol.digits(); digit < Prices.DECIMALS; digit++) {
            step *= 10;
        }
        return step;
    }

    /** Whether a price or a distance lies on the symbol's grid. */
    public boolean onGrid(long price) {
        return price % priceStep() == 0;
    }

    /** The price on the grid that is nearest to a number, half up; {@link Prices#OFF_SCALE} for one that is no price. */
    public long nearest(double value) {
        return value > 0 && value < 1e9
                ? Prices.fromDecimal(BigDecimal.valueOf(value).setScale(symbol.digits(), RoundingMode.HALF_UP))
                : Prices.OFF_SCALE;
    }

    /** The quote the market opens with. */
    public Quote firstQuote() {
        long bid = Prices.fromDecimal(symbol.startPrice());
        return new Quote(bid, bid + Prices.fromDecimal(symbol.spread()));
    }
}
