package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.subscription.Lease;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One consumer: what it wants, how it gets it, and what is held at the server on its behalf. Confined to the loop. */
final class Subscriber {
    private final EventInterest interest;
    private final Delivery delivery;
    private final Dispatcher.Registration registration;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Set<String> problems = new HashSet<>();

    Subscriber(EventInterest interest, Delivery delivery, Dispatcher.Registration registration) {
        this.interest = interest;
        this.delivery = delivery;
        this.registration = registration;
    }

    EventInterest interest() {
        return interest;
    }

    Delivery delivery() {
        return delivery;
    }

    /** Whether events of the account concern it. */
    boolean concernedBy(long accountId) {
        return interest.accounts().isEmpty() || interest.accounts().contains(accountId);
    }

    /** Whether the symbols that it named still have to be found for this account. */
    boolean seeksSymbolsOf(long accountId) {
        return !interest.symbols().isEmpty()
                && interest.accounts().contains(accountId)
                && !leases.containsKey(accountId);
    }

    void found(long accountId, Set<Long> symbolIds, Lease lease) {
        registration.symbols(accountId, symbolIds);
        leases.put(accountId, lease);
    }

    /** Tells the consumer, but not the same thing again and again. */
    void problem(CTraderException problem) {
        if (problems.add(String.valueOf(problem.getMessage()))) {
            delivery.problem(problem);
        }
    }

    /** The connection works: what was told before is news again should it come back. */
    void recovered() {
        problems.clear();
    }

    void release() {
        registration.close();
        leases.values().forEach(Lease::close);
        leases.clear();
    }
}
