package io.github.camelctrader.simulator.trading;

/** What an account can still afford. Money in 0.01 of the deposit asset. */
final class Margins {
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
        return valuation.margin(order.instrument(), opened);
    }

    /** Whether there is margin for opening volume, if need be with what a position frees that is closed before. */
    boolean allow(Order order, long opened, Position position, boolean turnsRound) {
        long freed = turnsRound ? valuation.margin(position) : 0;
        return needed(order, opened) <= free() + freed;
    }

    /** Equity less the margin in use. */
    long free() {
        return equity() - used();
    }

    /** Balance with open profit, swap and commission. */
    long equity() {
        long equity = ledger.balance();
        for (Position position : book.openPositions()) {
            equity += valuation.unrealizedProfit(position) + position.commission() + position.swap();
        }
        return equity;
    }

    /** Margin all open positions hold. */
    long used() {
        return book.openPositions().stream().mapToLong(valuation::margin).sum();
    }
}
