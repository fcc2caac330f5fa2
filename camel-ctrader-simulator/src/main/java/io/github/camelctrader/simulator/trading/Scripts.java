package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** What a test decided about the next orders and the next cancel requests of an account. */
final class Scripts {
    private final Queue<OrderScript> orders = new ArrayDeque<>();
    private final Queue<CancelRace> races = new ArrayDeque<>();

    void add(OrderScript script) {
        orders.add(script);
    }

    void add(CancelRace race) {
        races.add(race);
    }

    /** For an order that is being accepted. */
    OrderScript nextOrder() {
        OrderScript script = orders.poll();
        return script == null ? OrderScript.NONE : script;
    }

    /** For a cancel request of an order that exists. */
    Optional<CancelRace> nextRace() {
        return Optional.ofNullable(races.poll());
    }
}
