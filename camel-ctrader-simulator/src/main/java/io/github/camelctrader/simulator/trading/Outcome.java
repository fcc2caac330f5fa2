package io.github.camelctrader.simulator.trading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trade request led to.
 *
 * @param events in the order clients see them
 * @param orderToExecute an order that is to be executed, or executed further, at once or a little later
 * @param refusal what the sender of the request is told after the events, if it was refused although something happened
 */
public record Outcome(List<AccountEvent> events, OptionalLong orderToExecute, Optional<TradeRefusedException> refusal) {
    static Outcome of(AccountEvents events) {
        return new Outcome(events.list(), OptionalLong.empty(), Optional.empty());
    }

    static Outcome of(AccountEvents events, Order order) {
        OptionalLong next = order.isAlive() && order.executing() ? OptionalLong.of(order.id()) : OptionalLong.empty();
        return new Outcome(events.list(), next, Optional.empty());
    }
}
