package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.subscription.Lease;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One consumer: what it wants, how it gets it, and what is held at the server on its behalf. Confined to the loop. */
final class Subscriber {
    private final EventInterest interest;
    private final Delivery delivery;
    private final Dispatcher.Registration registration;
    private final Instant since;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Map<Long, Set<Long>> symbols = new HashMap<>();
    private final Map<Long, Integer> searches = new HashMap<>();
    private final Set<String> problems = new HashSet<>();
    private boolean released;

    /** @param since when it began */
    Subscriber(EventInterest interest, Delivery delivery, Dispatcher.Registration registration, Instant since) {
        this.interest = interest;
        this.delivery = delivery;
        this.registration = registration;
        this.since = since;
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

    /** Whether it named symbols of this account. */
    boolean namesSymbolsOf(long accountId) {
        return !interest.symbols().isEmpty() && interest.accounts().contains(accountId);
    }

    /** What it named may be called otherwise by now; empty for all symbols. */
    void doubt(long accountId, Collection<Long> symbolIds) {
        if (namesSymbolsOf(accountId)) {
            registration.doubt(accountId, symbolIds);
        }
    }

    void doubtAll() {
        interest.accounts().forEach(accountId -> doubt(accountId, List.of()));
    }

    /** A search for its symbols begins, and those before do not count any more. Returns its number. */
    int searches(long accountId) {
        return searches.merge(accountId, 1, Integer::sum);
    }

    /** Whether a search still counts. */
    boolean waitsFor(long accountId, int search) {
        return !released && searches.getOrDefault(accountId, 0) == search;
    }

    /** What its symbols were found to be; empty before that. */
    Set<Long> symbolsOf(long accountId) {
        return symbols.getOrDefault(accountId, Set.of());
    }

    /** Returns the symbols of which quotes waited for this. */
    Set<Long> found(long accountId, Set<Long> symbolIds) {
        symbols.put(accountId, symbolIds);
        return registration.symbols(accountId, symbolIds);
    }

    /** Takes a lease in the place of the one before, which ends after it so that what both want stays subscribed. */
    void hold(long accountId, Lease lease) {
        Lease before = leases.put(accountId, lease);
        if (before != null) {
            before.close();
        }
    }

    /** Whether executions of the account are among what it wants. */
    boolean wantsExecutionsOf(long accountId) {
        return concernedBy(accountId) && interest.wants("execution", true);
    }

    /** Gives it an execution that was missed during an outage, if it was there then. */
    void recovered(ClientEvent execution, Outage outage) {
        if (!since.isAfter(outage.noticed())) {
            registration.give(execution);
        }
    }

    /** Tells it of an interruption that is over, if it asked for that and was there then. */
    void interrupted(
            Environment environment,
            Map<Long, Outage> accounts,
            Map<Long, Boolean> filled,
            @Nullable Outage link,
            Instant now) {
        Map<Long, Outage> concerned = new LinkedHashMap<>();
        accounts.forEach((accountId, outage) -> {
            if (concernedBy(accountId) && !since.isAfter(outage.noticed())) {
                concerned.put(accountId, outage);
            }
        });
        Outage outage = concerned.values().stream()
                .min(Comparator.comparing(Outage::from))
                .orElse(interest.accounts().isEmpty() ? link : null);
        if (outage == null || since.isAfter(outage.noticed()) || !interest.wants("gap", false)) {
            return;
        }
        boolean all = !concerned.isEmpty()
                && concerned.keySet().stream().allMatch(accountId -> filled.getOrDefault(accountId, false));
        registration.giveGap(new GapEvent(
                environment,
                outage.from(),
                now,
                List.copyOf(concerned.keySet()),
                concerned.keySet().stream()
                        .flatMap(accountId -> symbols.getOrDefault(accountId, Set.of()).stream())
                        .distinct()
                        .toList(),
                0,
                all && interest.wants("execution", true),
                outage.cause()));
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
        released = true;
        registration.close();
        leases.values().forEach(Lease::close);
        leases.clear();
    }
}
