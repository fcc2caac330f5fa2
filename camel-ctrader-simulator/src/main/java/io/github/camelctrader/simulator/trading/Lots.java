package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the open volume of a position came from, oldest first; closing takes the oldest away first, at the price it was opened at. */
final class Lots {
    /**
     * Volume of one opening deal.
     *
     * @param dealId the deal
     * @param volume in 0.01 unit
     * @param price of the deal, in 1/100000
     * @param marginRate worth of the base asset in the deposit asset at that time
     * @param leverage what its margin is divided by
     */
    record Lot(long dealId, long volume, long price, BigDecimal marginRate, BigDecimal leverage) {
        private Lot of(long part) {
            return new Lot(dealId, part, price, marginRate, leverage);
        }

        private BigDecimal worth() {
            return Prices.toDecimal(price).multiply(BigDecimal.valueOf(volume));
        }

        private BigDecimal margin() {
            return marginRate.multiply(BigDecimal.valueOf(volume));
        }

        private BigDecimal usedMargin() {
            return marginRate.multiply(Money.units(volume)).divide(leverage, MathContext.DECIMAL64);
        }
    }

    private final Deque<Lot> open = new ArrayDeque<>();
    private BigDecimal worth = BigDecimal.ZERO;
    private BigDecimal margin = BigDecimal.ZERO;
    private long volume;
    /** Each quote asks for these two, of every open position; null when they have to be worked out again. */
    private @Nullable BigDecimal price;

    private @Nullable BigDecimal usedMargin;

    void open(Lot lot) {
        open.addLast(lot);
        count(lot, 1);
    }

    /** Takes volume away and says what it came from. */
    List<Lot> close(long closed) {
        List<Lot> parts = new ArrayList<>();
        long left = closed;
        while (left > 0) {
            Lot oldest = open.removeFirst();
            Lot taken = oldest.of(Math.min(left, oldest.volume()));
            parts.add(taken);
            count(taken, -1);
            if (taken.volume() < oldest.volume()) {
                open.addFirst(oldest.of(oldest.volume() - taken.volume()));
            }
            left -= taken.volume();
        }
        return parts;
    }

    private void count(Lot lot, int sign) {
        worth = worth.add(lot.worth().multiply(BigDecimal.valueOf(sign)));
        margin = margin.add(lot.margin().multiply(BigDecimal.valueOf(sign)));
        volume += sign * lot.volume();
        price = null;
        usedMargin = null;
    }

    /** Average price of the open volume, in units of the quote asset, zero when there is none. */
    BigDecimal price() {
        if (price == null) {
            price = average(worth, volume);
        }
        return price;
    }

    /** Average margin rate of the open volume, zero when there is none. */
    BigDecimal marginRate() {
        return average(margin, volume);
    }

    /** Margin that the open volume holds, in units of the deposit asset. */
    BigDecimal usedMargin() {
        if (usedMargin == null) {
            usedMargin = open.stream().map(Lot::usedMargin).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return usedMargin;
    }

    /** Average price of some lots, in units of the quote asset. */
    static BigDecimal price(List<Lot> lots) {
        return average(
                lots.stream().map(Lot::worth).reduce(BigDecimal.ZERO, BigDecimal::add),
                lots.stream().mapToLong(Lot::volume).sum());
    }

    /** With as many digits as a double holds. */
    private static BigDecimal average(BigDecimal sum, long weight) {
        return weight == 0 ? BigDecimal.ZERO : sum.divide(BigDecimal.valueOf(weight), MathContext.DECIMAL64);
    }
}
