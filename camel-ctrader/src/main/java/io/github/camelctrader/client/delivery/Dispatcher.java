package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.market.SymbolMap;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The consumers of a connection, in the order in which they began, and the delivery of each event to those that it is of interest to.
 * For events of one symbol these are looked up when the first of its kind comes, and kept until any consumer begins, ends or learns
 * which symbols it named: a busy market costs only those who listen to it. Consumers may begin and end while an event is published.
 *
 * @param <R> what a consumer is to the owner of this dispatcher
 */
@OnLoop
public final class Dispatcher<R extends Recipient> {
    private final Environment environment;
    private final Loop loop;
    private final List<R> recipients = new CopyOnWriteArrayList<>();
    private final List<R> readOnly = Collections.unmodifiableList(recipients);
    private final Map<String, String> simpleNames = new HashMap<>();
    /** By message type, then by account and symbol. Bounded by what is subscribed. */
    private final Map<String, SymbolMap<EventSelector[]>> bySymbol = new HashMap<>();

    private final long[] published = new long[EventKind.values().length];
    private int changes;
    private int changesSeen;

    /** @param environment named in gap events */
    public Dispatcher(Environment environment, Loop loop) {
        this.environment = environment;
        this.loop = loop;
    }

    /**
     * Makes the selector of a consumer that is to be {@linkplain #add added}. If the consumer names symbols, its events wait until
     * {@link EventSelector#symbols} says which these are.
     *
     * @param interest what it wants to see
     * @param receiver takes the events on the loop; must not block
     */
    public EventSelector selector(EventInterest interest, Consumer<ClientEvent> receiver) {
        loop.check();
        return new EventSelector(
                interest,
                receiver,
                new EventSelector.Surroundings(environment, loop, this::simpleName, () -> changes++));
    }

    /** Adds a consumer, after those that are there. */
    public void add(R recipient) {
        loop.check();
        recipients.add(recipient);
        changes++;
    }

    /** Removes a consumer: nothing published after this reaches it. May be called more than once. */
    public void remove(R recipient) {
        loop.check();
        recipient.selector().close();
        recipients.remove(recipient);
        changes++;
    }

    /** The consumers, as they come and go: a view that cannot be changed. */
    @AnyThread
    public List<R> recipients() {
        return readOnly;
    }

    /** Gives out an event that this client made itself. */
    public void publish(ComponentEvent event) {
        publish(ComponentEvents.toClientEvent(event));
    }

    /** Gives out an event of the server. */
    public void publish(ClientEvent event) {
        loop.check();
        published[event.kind().ordinal()]++;
        if (event.symbolId() == 0 || event.accountId() == 0 || event.body() instanceof ComponentEvent) {
            recipients.forEach(recipient -> recipient.selector().give(event));
            return;
        }
        for (EventSelector selector : interestedIn(event)) {
            if (changesSeen == changes && selector.isDecided()) {
                selector.giveWanted(event);
            } else {
                selector.give(event);
            }
        }
    }

    /** How many events of a kind were given out, whether or not anybody wanted them. */
    public long published(EventKind kind) {
        loop.check();
        return published[kind.ordinal()];
    }

    /** Those who may want an event of one symbol; the caller must not change what is returned. */
    EventSelector[] interestedIn(ClientEvent event) {
        if (changes != changesSeen) {
            bySymbol.values().forEach(SymbolMap::clear);
            changesSeen = changes;
        }
        SymbolMap<EventSelector[]> ofType = bySymbol.computeIfAbsent(event.messageType(), type -> new SymbolMap<>());
        EventSelector[] known = ofType.get(event.accountId(), event.symbolId());
        if (known != null) {
            return known;
        }
        EventSelector[] found = recipients.stream()
                .map(Recipient::selector)
                .filter(selector -> selector.mayWant(event))
                .toArray(EventSelector[]::new);
        ofType.put(event.accountId(), event.symbolId(), found);
        return found;
    }

    private String simpleName(ClientEvent event) {
        return simpleNames.computeIfAbsent(event.messageType(), EventInterest::simpleName);
    }
}
