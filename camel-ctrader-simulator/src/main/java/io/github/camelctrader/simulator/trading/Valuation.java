package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.SymbolCosts;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** What volumes and price differences are worth in the deposit asset of one account. */
final class Valuation {
    private static final int PERCENT_DECIMALS = 2;
    private static final String USD = "USD";

    private final Market market;
    private final Conversion conversion;
    private final long depositAssetId;
    private final BigDecimal leverage;
    private final Optional<Long> usd;

    Valuation(Market market, Conversion conversion, long depositAssetId, int leverage) {
        this.market = market;
        this.conversion = conversion;
        this.depositAssetId = depositAssetId;
        this.leverage = BigDecimal.valueOf(leverage);
        this.usd = market.instruments().findAsset(USD);
    }

    BigDecimal quoteToDeposit(Instrument instrument) {
        return conversion.rate(instrument.quoteAssetId(), depositAssetId);
    }

    BigDecimal baseToDeposit(Instrument instrument) {
        return conversion.rate(instrument.baseAssetId(), depositAssetId);
    }

    /** Gross profit of closing part of a position at a price, in 0.01 of the deposit asset. */
    long profit(Position position, BigDecimal entryPrice, long volume, long price) {
        BigDecimal gain =
                Prices.toDecimal(price).subtract(entryPrice).multiply(BigDecimal.valueOf(Sides.sign(position.side())));
        return Money.cents(gain.multiply(Money.units(volume)).multiply(quoteToDeposit(position.instrument())));
    }

    /** Profit of a position if it were closed now, in 0.01 of the deposit asset. */
    long unrealizedProfit(Position position) {
        long price = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        return profit(position, position.entryPrice(), position.volume(), price);
    }

    /** Commission of one side, negative or zero, in 0.01 of the deposit asset. */
    long commission(Instrument instrument, long volume, long price) {
        SymbolCosts costs = instrument.symbol().costs();
        BigDecimal amount = costs.perLot()
                ? perLot(costs.commission(), volume, instrument.symbol().lotSize())
                : Prices.toDecimal(price)
                        .multiply(Money.units(volume))
                        .multiply(costs.commission().movePointLeft(PERCENT_DECIMALS))
                        .multiply(quoteToDeposit(instrument));
        BigDecimal least = costs.minCommission().multiply(usdToDeposit());
        return -Money.cents(amount.max(least));
    }

    private BigDecimal perLot(BigDecimal usd, long volume, long lotSize) {
        return usd.multiply(BigDecimal.valueOf(volume))
                .divide(BigDecimal.valueOf(lotSize), MathContext.DECIMAL64)
                .multiply(usdToDeposit());
    }

    private BigDecimal usdToDeposit() {
        return usd.flatMap(id -> conversion.rateIfAny(id, depositAssetId)).orElse(BigDecimal.ONE);
    }

    /** What the base asset is worth in US dollars, if symbols lead there. */
    Optional<BigDecimal> baseToUsd(Instrument instrument) {
        return usd.flatMap(id -> conversion.rateIfAny(instrument.baseAssetId(), id));
    }

    /** What turning a profit or loss into the deposit asset costs, negative or zero, in 0.01 of it; parts of a cent count as one. */
    long conversionFee(Instrument instrument, long profit) {
        if (instrument.quoteAssetId() == depositAssetId) {
            return 0;
        }
        return -BigDecimal.valueOf(Math.abs(profit))
                .multiply(instrument.symbol().costs().conversionFeePercent())
                .movePointLeft(PERCENT_DECIMALS)
                .setScale(0, RoundingMode.UP)
                .longValueExact();
    }

    /** Margin of a volume at the present rate, in 0.01 of the deposit asset. */
    long margin(Instrument instrument, long volume) {
        return margin(volume, baseToDeposit(instrument));
    }

    /** Margin an open position holds, in 0.01 of the deposit asset. */
    long margin(Position position) {
        return margin(position.volume(), position.marginRate());
    }

    /** Margin of buying or selling at a price of its own, in 0.01 of the deposit asset. */
    long margin(Instrument instrument, long volume, long price) {
        return margin(volume, Prices.toDecimal(price).multiply(quoteToDeposit(instrument)));
    }

    private long margin(long volume, BigDecimal rate) {
        return Money.cents(Money.units(volume).multiply(rate).divide(leverage, MathContext.DECIMAL64));
    }
}
