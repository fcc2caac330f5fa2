package io.github.camelctrader.simulator.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one asset is worth in another, over the shortest chain of symbols: multiplied by the bid where the asset at hand is the
 * base of the symbol, divided by it where it is the quote.
 */
public final class Conversion {
    private record Pair(long from, long to) {}

    private record Hop(long asset, List<Instrument> chain) {}

    private final Market market;
    private final Map<Pair, Optional<List<Instrument>>> chains = new HashMap<>();

    /** @param market where symbols and bids come from */
    public Conversion(Market market) {
        this.market = market;
    }

    /**
     * The symbols that lead from one asset to another.
     *
     * @return the shortest chain, empty for equal assets; nothing when there is none
     */
    public Optional<List<Instrument>> chain(long fromAssetId, long toAssetId) {
        return chains.computeIfAbsent(new Pair(fromAssetId, toAssetId), this::search);
    }

    /**
     * The present rate.
     *
     * @return how much of the second asset one unit of the first is worth
     * @throws IllegalStateException when no chain of symbols connects them
     */
    public BigDecimal rate(long fromAssetId, long toAssetId) {
        List<Instrument> chain = chain(fromAssetId, toAssetId)
                .orElseThrow(() ->
                        new IllegalStateException("No symbols lead from asset " + fromAssetId + " to " + toAssetId));
        BigDecimal rate = BigDecimal.ONE;
        long asset = fromAssetId;
        for (Instrument instrument : chain) {
            BigDecimal bid = Prices.toDecimal(market.quote(instrument).bid());
            boolean isBase = asset == instrument.baseAssetId();
            rate = isBase ? rate.multiply(bid, MathContext.DECIMAL64) : rate.divide(bid, MathContext.DECIMAL64);
            asset = isBase ? instrument.quoteAssetId() : instrument.baseAssetId();
        }
        return rate;
    }

    /** Forgets the chains that were found, since there are more symbols now. */
    public void forget() {
        chains.clear();
    }

    /** The same, or nothing when no chain of symbols connects them. */
    public Optional<BigDecimal> rateIfAny(long fromAssetId, long toAssetId) {
        return chain(fromAssetId, toAssetId).map(chain -> rate(fromAssetId, toAssetId));
    }

    private Optional<List<Instrument>> search(Pair pair) {
        Map<Long, List<Instrument>> reached = new HashMap<>();
        Deque<Hop> frontier = new ArrayDeque<>();
        reached.put(pair.from(), List.of());
        frontier.add(new Hop(pair.from(), List.of()));
        while (!frontier.isEmpty() && !reached.containsKey(pair.to())) {
            Hop hop = frontier.removeFirst();
            for (Instrument instrument : market.instruments().all()) {
                long other = otherSide(instrument, hop.asset());
                if (other != 0 && !reached.containsKey(other)) {
                    List<Instrument> chain = new ArrayList<>(hop.chain());
                    chain.add(instrument);
                    reached.put(other, chain);
                    frontier.addLast(new Hop(other, chain));
                }
            }
        }
        return Optional.ofNullable(reached.get(pair.to()));
    }

    private static long otherSide(Instrument instrument, long asset) {
        if (instrument.baseAssetId() == asset) {
            return instrument.quoteAssetId();
        }
        return instrument.quoteAssetId() == asset ? instrument.baseAssetId() : 0;
    }
}
