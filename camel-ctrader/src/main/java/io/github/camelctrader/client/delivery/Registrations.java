package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.market.SymbolMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The consumers of a connection, in the order in which they came, and which of them an event is to be offered to. For events
 * of one symbol that is worked out when the first of its kind comes, and kept until any consumer begins, ends or learns which
 * symbols it named: a busy market costs only those who listen to it. Look up on the loop; add and remove on any thread.
 */
final class Registrations {
    private final List<Dispatcher.Registration> all = new CopyOnWriteArrayList<>();
    /** By message type, then by account and symbol. Bounded by what is subscribed. */
    private final Map<String, SymbolMap<Dispatcher.Registration[]>> bySymbol = new HashMap<>();

    private final AtomicInteger changes = new AtomicInteger();
    private int changesSeen;

    void add(Dispatcher.Registration registration) {
        all.add(registration);
        changed();
    }

    void remove(Dispatcher.Registration registration) {
        all.remove(registration);
        changed();
    }

    /** What one of them wants is not what it was. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Offers an event to all who may want it; whether they do is theirs to say. */
    void offer(ClientEvent event) {
        if (event.symbolId() == 0 || event.accountId() == 0 || event.body() instanceof ComponentEvent) {
            all.forEach(registration -> registration.give(event));
            return;
        }
        for (Dispatcher.Registration registration : interestedIn(event)) {
            if (changesSeen == changes.get() && registration.isDecided()) {
                registration.giveWanted(event);
            } else {
                registration.give(event);
            }
        }
    }

    /** Those who may want an event of one symbol; the caller must not change what is returned. */
    Dispatcher.Registration[] interestedIn(ClientEvent event) {
        int present = changes.get();
        if (present != changesSeen) {
            bySymbol.values().forEach(SymbolMap::clear);
            changesSeen = present;
        }
        SymbolMap<Dispatcher.Registration[]> ofType =
                bySymbol.computeIfAbsent(event.messageType(), type -> new SymbolMap<>());
        Dispatcher.Registration[] known = ofType.get(event.accountId(), event.symbolId());
        if (known != null) {
            return known;
        }
        Dispatcher.Registration[] found = all.stream()
                .filter(registration -> registration.mayWant(event))
                .toArray(Dispatcher.Registration[]::new);
        ofType.put(event.accountId(), event.symbolId(), found);
        return found;
    }
}
