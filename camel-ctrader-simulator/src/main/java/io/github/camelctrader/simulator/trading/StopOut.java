package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;

/** Closes positions of an account whose equity no longer bears their margin, the one with the greatest loss first. */
final class StopOut {
    private final Book book;
    private final Market market;
    private final Valuation valuation;
    private final Margins margins;
    private final Executions executions;
    private final Identifiers identifiers;
    private final int level;
    private final Clock clock;

    /** @param level equity in percent of the margin in use, below which positions are closed; 0 for never */
    StopOut(
            Book book,
            Market market,
            Valuation valuation,
            Margins margins,
            Executions executions,
            Identifiers identifiers,
            int level,
            Clock clock) {
        this.book = book;
        this.market = market;
        this.valuation = valuation;
        this.margins = margins;
        this.executions = executions;
        this.identifiers = identifiers;
        this.level = level;
        this.clock = clock;
    }

    /** @param present the margin level, in percent */
    void check(double present, AccountEvents events) {
        Optional<Position> worst = worst(present);
        while (worst.isPresent()) {
            close(worst.get(), events);
            worst = worst(margins.level());
        }
    }

    private Optional<Position> worst(double present) {
        if (level == 0 || present >= level) {
            return Optional.empty();
        }
        return book.openPositions().stream()
                .filter(position -> market.conditions(position.instrument()).isOpen(clock.millis()))
                .min(Comparator.comparingLong(valuation::unrealizedProfit));
    }

    private void close(Position position, AccountEvents events) {
        Order order = new Order(
                identifiers.nextOrder(),
                position.instrument(),
                OrderTerms.closing(position, position.volume()),
                position.id(),
                Order.Aim.STOP_OUT,
                clock.millis());
        book.add(order);
        order.executing(true);
        events.add(ProtoOAExecutionType.ORDER_ACCEPTED, order, position, Cause.SERVER);
        long price = Sides.executionPrice(order.terms().side(), market.quote(position.instrument()));
        executions.execute(order, order.remaining(), price, Cause.SERVER, events);
    }
}
