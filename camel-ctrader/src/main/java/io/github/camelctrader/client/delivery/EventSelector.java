package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Selects the events of one consumer; those of which it is not known yet whether the consumer named their symbol wait here. */
@OnLoop
public final class EventSelector {
    private final EventInterest interest;
    private final EventFilter filter;
    private final Consumer<ClientEvent> receiver;
    private final Surroundings surroundings;
    private final Map<Long, UndecidedEvents> undecided = new HashMap<>();
    /** These outlive the wait in which others took them over. */
    private final TakenOverGaps takenOver = new TakenOverGaps();

    private boolean closed;

    /**
     * What a selector needs of its dispatcher.
     *
     * @param environment named in gap events
     * @param simpleName the type of an event as {@link EventInterest#simpleName} makes it
     * @param changed called when what the consumer wants is not what it was
     */
    record Surroundings(
            Environment environment, Ticker ticker, Function<ClientEvent, String> simpleName, Runnable changed) {}

    EventSelector(EventInterest interest, Consumer<ClientEvent> receiver, Surroundings surroundings) {
        this.interest = interest;
        this.filter = new EventFilter(interest);
        this.receiver = receiver;
        this.surroundings = surroundings;
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
        return filter.concerns(event, surroundings.simpleName().apply(event));
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
                    .computeIfAbsent(
                            accountId,
                            id -> new UndecidedEvents(
                                    interest, surroundings.environment(), surroundings.ticker(), takenOver))
                    .doubt(symbolIds);
            surroundings.changed().run();
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
        surroundings.changed().run();
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

    /** From now on the consumer gets nothing that is published. */
    void close() {
        closed = true;
    }
}
