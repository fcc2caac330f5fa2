package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.EventInterest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Gives each event of a connection to the consumers that it is of interest to. Publish on the connection's loop; register
 * and unregister on any thread, also while an event is published.
 */
public final class Dispatcher {
    private final List<Registration> registrations = new CopyOnWriteArrayList<>();
    private final Map<String, String> simpleNames = new HashMap<>();

    /**
     * Adds a consumer.
     *
     * @param interest what it wants to see
     * @param receiver takes the events on the loop; must not block
     */
    public Registration register(EventInterest interest, Consumer<ClientEvent> receiver) {
        Registration registration = new Registration(new EventFilter(interest), receiver);
        registrations.add(registration);
        return registration;
    }

    /** Gives out an event of the server. */
    public void publish(ClientEvent event) {
        for (Registration registration : registrations) {
            registration.give(event);
        }
    }

    /** Gives out an event that this client made itself. */
    public void publish(ComponentEvent event) {
        publish(ComponentEvents.toClientEvent(event));
    }

    /** One consumer's place among those that get events. */
    public final class Registration implements AutoCloseable {
        private final EventFilter filter;
        private final Consumer<ClientEvent> receiver;

        private Registration(EventFilter filter, Consumer<ClientEvent> receiver) {
            this.filter = filter;
            this.receiver = receiver;
        }

        /** Gives an event to this consumer alone, if it is of interest to it. Call on the connection's loop. */
        public void give(ClientEvent event) {
            boolean ofServer = !(event.body() instanceof ComponentEvent);
            String simpleName = simpleNames.computeIfAbsent(event.messageType(), EventInterest::simpleName);
            if (filter.passes(event, simpleName, ofServer)) {
                receiver.accept(event);
            }
        }

        /**
         * Says which symbols of an account the consumer named. Until then, a consumer that named symbols gets no event
         * about a single symbol of that account. May be called on any thread.
         */
        public void symbols(long accountId, Set<Long> symbolIds) {
            filter.symbols(accountId, symbolIds);
        }

        /** Nothing published after this reaches the consumer. May be called more than once. */
        @Override
        public void close() {
            registrations.remove(this);
        }
    }
}
