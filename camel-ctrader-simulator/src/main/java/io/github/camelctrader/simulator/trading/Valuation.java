package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.MathContext;

/** What volumes and price differences are worth in the deposit asset of one account. */
final class Valuation {
    private static final int PERCENT_DECIMALS = 2;

    private final Market market;
    private final Conversion conversion;
    private final long depositAssetId;
    private final BigDecimal leverage;

    Valuation(Market market, Conversion conversion, long depositAssetId, int leverage) {
        this.market = market;
        this.conversion = conversion;
        this.depositAssetId = depositAssetId;
        this.leverage = BigDecimal.valueOf(leverage);
    }

    BigDecimal quoteToDeposit(Instrument instrument) {
        return conversion.rate(instrument.quoteAssetId(), depositAssetId);
    }

    BigDecimal baseToDeposit(Instrument instrument) {
        return conversion.rate(instrument.baseAssetId(), depositAssetId);
    }

    /** Gross profit of closing part of a position at a price, in 0.01 of the deposit asset. */
    long profit(Position position, long volume, long price) {
        BigDecimal gain = Prices.toDecimal(price)
                .subtract(position.entryPrice())
                .multiply(BigDecimal.valueOf(Sides.sign(position.side())));
        return Money.cents(gain.multiply(Money.units(volume)).multiply(quoteToDeposit(position.instrument())));
    }

    /** Profit of a position if it were closed now, in 0.01 of the deposit asset. */
    long unrealizedProfit(Position position) {
        long price = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        return profit(position, position.volume(), price);
    }

    /** Commission of one side, negative or zero, in 0.01 of the deposit asset. */
    long commission(Instrument instrument, long volume, long price) {
        BigDecimal rate = instrument.symbol().commissionPercent().movePointLeft(PERCENT_DECIMALS);
        return -Money.cents(Prices.toDecimal(price)
                .multiply(Money.units(volume))
                .multiply(rate)
                .multiply(quoteToDeposit(instrument)));
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
