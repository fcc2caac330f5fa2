package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.Ticker;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives each event of a connection to the consumers that it is of interest to. Publish on the connection's loop; register
 * and unregister on any thread, also while an event is published.
 */
public final class Dispatcher {
    private final Environment environment;
    private final Ticker ticker;
    private final Registrations registrations;
    private final Map<String, String> simpleNames = new HashMap<>();

    /** @param environment named in gap events */
    public Dispatcher(Environment environment, Ticker ticker) {
        this(environment, ticker, new Registrations());
    }

    Dispatcher(Environment environment, Ticker ticker, Registrations registrations) {
        this.registrations = registrations;
        this.environment = environment;
        this.ticker = ticker;
    }

    /**
     * Adds a consumer. If it names symbols, its events wait until {@link Registration#symbols} says which these are.
     *
     * @param interest what it wants to see
     * @param receiver takes the events on the loop; must not block
     */
    public Registration register(EventInterest interest, Consumer<ClientEvent> receiver) {
        Registration registration = new Registration(interest, receiver);
        registrations.add(registration);
        return registration;
    }

    /** Gives out an event of the server. */
    public void publish(ClientEvent event) {
        registrations.offer(event);
    }

    /** Gives out an event that this client made itself. */
    public void publish(ComponentEvent event) {
        publish(ComponentEvents.toClientEvent(event));
    }

    /** One consumer's place among those that get events. Confined to the connection's loop, {@link #close()} excepted. */
    public final class Registration implements AutoCloseable {
        private final EventInterest interest;
        private final EventFilter filter;
        private final Consumer<ClientEvent> receiver;
        private final Map<Long, UndecidedEvents> undecided = new HashMap<>();
        /** These outlive the wait in which others took them over. */
        private final TakenOverGaps takenOver = new TakenOverGaps();

        private volatile boolean closed;

        private Registration(EventInterest interest, Consumer<ClientEvent> receiver) {
            this.interest = interest;
            this.filter = new EventFilter(interest);
            this.receiver = receiver;
            interest.accounts().forEach(accountId -> doubt(accountId, List.of()));
        }

        /** Gives an event to this consumer alone, if it is of interest to it. */
        public void give(ClientEvent event) {
            if (!closed && concerns(event)) {
                UndecidedEvents waiting = undecided.get(event.accountId());
                if (waiting == null || !waiting.keep(event, EventFilter.namesSymbols(event))) {
                    judge(event);
                }
            }
        }

        /** The same for an event of a kind, account and symbol that are known to be of interest. */
        void giveWanted(ClientEvent event) {
            if (!closed) {
                receiver.accept(event);
            }
        }

        /** Whether it is known of all its accounts which symbols it named. */
        boolean isDecided() {
            return undecided.isEmpty();
        }

        private boolean concerns(ClientEvent event) {
            String simpleName = simpleNames.computeIfAbsent(event.messageType(), EventInterest::simpleName);
            return filter.concerns(event, simpleName);
        }

        /** Whether events of this type, account and symbol are of interest, or may turn out to be. */
        boolean mayWant(ClientEvent event) {
            return concerns(event) && (undecided.containsKey(event.accountId()) || filter.symbolFits(event));
        }

        /** Gives it a gap, after the events of the accounts concerned that still wait. */
        public void giveGap(GapEvent gap) {
            if (takenOver.isOneOf(gap)) {
                return;
            }
            ClientEvent event = ComponentEvents.toClientEvent(gap);
            boolean waits = undecided.entrySet().stream()
                    .filter(entry -> gap.accounts().isEmpty() || gap.accounts().contains(entry.getKey()))
                    .anyMatch(entry -> entry.getValue().keep(event, false));
            if (!waits) {
                receiver.accept(event);
            }
        }

        /**
         * It is not known any more which symbols of an account the consumer named: its events wait until {@link #symbols} is
         * called. Changes nothing for one that named none.
         *
         * @param symbolIds whose names may have changed, so that their quotes wait too; empty for all
         */
        public void doubt(long accountId, Collection<Long> symbolIds) {
            if (!interest.symbols().isEmpty()) {
                undecided
                        .computeIfAbsent(accountId, id -> new UndecidedEvents(interest, environment, ticker, takenOver))
                        .doubt(symbolIds);
                registrations.changed();
            }
        }

        /**
         * Says which symbols of an account the consumer named. What waited for that is given out.
         *
         * @return the symbols of which quotes waited
         */
        public Set<Long> symbols(long accountId, Set<Long> symbolIds) {
            filter.symbols(accountId, symbolIds);
            Set<Long> quoted = new HashSet<>();
            UndecidedEvents waited = undecided.remove(accountId);
            registrations.changed();
            if (waited != null) {
                waited.release(event -> {
                    if (event.quote() != null) {
                        quoted.add(event.symbolId());
                    }
                    if (event.body() instanceof GapEvent gap) {
                        giveGap(gap);
                    } else {
                        judge(event);
                    }
                });
            }
            return quoted;
        }

        private void judge(ClientEvent event) {
            if (filter.symbolFits(event)) {
                receiver.accept(event);
            }
        }

        /** Nothing published after this reaches the consumer. May be called more than once, on any thread. */
        @Override
        public void close() {
            closed = true;
            registrations.remove(this);
        }
    }
}
