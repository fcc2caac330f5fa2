package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What an account can still afford. Money in 0.01 of the deposit asset. */
final class Margins {
    private static final double PERCENT = 100;

    private final Book book;
    private final Ledger ledger;
    private final Valuation valuation;

    Margins(Book book, Ledger ledger, Valuation valuation) {
        this.book = book;
        this.ledger = ledger;
        this.valuation = valuation;
    }

    /** Margin of a volume that an order opens. */
    long needed(Order order, long opened) {
        return margin(
                order.instrument(), opened, held(order.instrument()), valuation.baseToDeposit(order.instrument()));
    }

    /** Whether there is margin for opening volume, if need be with what a position frees that is closed before. */
    boolean allow(Order order, long opened, Position position, boolean turnsRound) {
        if (!turnsRound) {
            return needed(order, opened) <= free();
        }
        Instrument instrument = order.instrument();
        long held = held(instrument) - position.volume();
        return margin(instrument, opened, held, valuation.baseToDeposit(instrument)) <= free() + position.usedMargin();
    }

    /** Margin of buying or selling at a price of its own. */
    long expected(Instrument instrument, long volume, long price) {
        BigDecimal rate = Prices.toDecimal(price).multiply(valuation.quoteToDeposit(instrument));
        return margin(instrument, volume, held(instrument), rate);
    }

    private long margin(Instrument instrument, long volume, long held, BigDecimal rate) {
        return Money.cents(Money.units(volume)
                .multiply(rate)
                .divide(valuation.leverage(instrument, held, volume), MathContext.DECIMAL64));
    }

    /** The leverage of a volume that comes to what is open already. */
    BigDecimal leverage(Instrument instrument, long volume) {
        return valuation.leverage(instrument, held(instrument), volume);
    }

    private long held(Instrument instrument) {
        return book.openPositions().stream()
                .filter(position -> position.instrument().id() == instrument.id())
                .mapToLong(Position::volume)
                .sum();
    }

    /** Equity less the margin in use. */
    long free() {
        return equity() - used();
    }

    /** Balance with open profit, swap and commission. */
    long equity() {
        List<Position> open = book.openPositions();
        long equity = ledger.balance() + valuation.unrealizedProfit(open);
        for (Position position : open) {
            equity += position.commission() + position.swap();
        }
        return equity;
    }

    /** Margin all open positions hold. */
    long used() {
        return book.openPositions().stream().mapToLong(Position::usedMargin).sum();
    }

    /** Equity in percent of the margin in use; infinite while none is. */
    double level() {
        long used = used();
        return used == 0 ? Double.POSITIVE_INFINITY : equity() * PERCENT / used;
    }
}
