package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;

/** Lets stop losses follow a market that moves in favour of their positions, at the distance they were set at. */
final class Trailing {
    private final Book book;
    private final Market market;
    private final Protections protections;

    Trailing(Book book, Market market, Protections protections) {
        this.book = book;
        this.market = market;
        this.protections = protections;
    }

    void quoted(Instrument instrument, AccountEvents events) {
        for (Position position : book.openPositions()) {
            Order protection = position.protection();
            if (protection != null
                    && !protection.executing()
                    && position.instrument().id() == instrument.id()
                    && position.stopMode().trailing()) {
                follow(position, protection, events);
            }
        }
    }

    private void follow(Position position, Order protection, AccountEvents events) {
        int direction = Sides.sign(position.side());
        long price = Sides.executionPrice(Sides.opposite(position.side()), market.quote(position.instrument()));
        long wanted = price - direction * position.trailingDistance();
        long present = position.levels().stopLoss();
        if (present != Prices.NONE && (wanted - present) * direction > 0) {
            protections.trail(position, protection, wanted, events);
        }
    }
}
