package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SymbolCosts;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What volumes and price differences are worth in the deposit asset of one account. */
final class Valuation {
    private static final int PERCENT_DECIMALS = 2;
    private static final String USD = "USD";

    private final Market market;
    private final Conversion conversion;
    private final long depositAssetId;
    private final int leverage;
    private final Optional<Long> usd;

    Valuation(Market market, Conversion conversion, long depositAssetId, int leverage) {
        this.market = market;
        this.conversion = conversion;
        this.depositAssetId = depositAssetId;
        this.leverage = leverage;
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
        return profit(position, entryPrice, volume, price, quoteToDeposit(position.instrument()));
    }

    private static long profit(Position position, BigDecimal entryPrice, long volume, long price, BigDecimal rate) {
        BigDecimal gain =
                Prices.toDecimal(price).subtract(entryPrice).multiply(BigDecimal.valueOf(Sides.sign(position.side())));
        return Money.cents(gain.multiply(Money.units(volume)).multiply(rate));
    }

    /** Profit of a position if it were closed now, in 0.01 of the deposit asset. */
    long unrealizedProfit(Position position) {
        return unrealizedProfit(position, quoteToDeposit(position.instrument()));
    }

    /** The same of all together, each rounded by itself. Each quote asks for it: rates are looked up once for each symbol. */
    long unrealizedProfit(List<Position> positions) {
        Map<Instrument, BigDecimal> rates = new IdentityHashMap<>();
        long profit = 0;
        for (Position position : positions) {
            profit += unrealizedProfit(position, rates.computeIfAbsent(position.instrument(), this::quoteToDeposit));
        }
        return profit;
    }

    private long unrealizedProfit(Position position, BigDecimal rate) {
        long price = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        return profit(position, position.entryPrice(), position.volume(), price, rate);
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

    /**
     * The leverage of a volume: that of the account, or less where a tier of its symbol allows less; on average if it reaches into several
     * tiers.
     *
     * @param held volume that is open already, on either side, in 0.01 unit; it fills the first tiers
     * @param volume in 0.01 unit
     */
    BigDecimal leverage(Instrument instrument, long held, long volume) {
        List<LeverageTier> tiers = instrument.symbol().leverage();
        Optional<BigDecimal> rate = baseToUsd(instrument);
        if (tiers.isEmpty() || rate.isEmpty() || volume == 0) {
            return BigDecimal.valueOf(leverage);
        }
        BigDecimal from = Money.units(held).multiply(rate.get());
        BigDecimal to = Money.units(held + volume).multiply(rate.get());
        BigDecimal reached = from;
        BigDecimal margin = BigDecimal.ZERO;
        for (int index = 0; index < tiers.size(); index++) {
            LeverageTier tier = tiers.get(index);
            boolean last = index == tiers.size() - 1;
            BigDecimal end = last ? to : to.min(BigDecimal.valueOf(tier.volume()));
            if (reached.compareTo(end) < 0) {
                BigDecimal allowed = BigDecimal.valueOf(Math.min(leverage, tier.leverage()));
                margin = margin.add(end.subtract(reached).divide(allowed, MathContext.DECIMAL64));
                reached = end;
            }
        }
        return to.subtract(from).divide(margin, MathContext.DECIMAL64);
    }

    /** What a position earns, or pays if negative, for a number of days, in 0.01 of the deposit asset. */
    long swap(Position position, int days) {
        SimulatedSymbol symbol = position.instrument().symbol();
        BigDecimal pips = position.side() == ProtoOATradeSide.BUY
                ? symbol.costs().swapLong()
                : symbol.costs().swapShort();
        return Money.cents(pips.movePointLeft(symbol.pipPosition())
                .multiply(BigDecimal.valueOf(days))
                .multiply(Money.units(position.volume()))
                .multiply(quoteToDeposit(position.instrument())));
    }
}
