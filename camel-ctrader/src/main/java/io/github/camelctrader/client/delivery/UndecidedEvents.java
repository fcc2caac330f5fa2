package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Events of one account that nobody can say of whether one consumer wants them, because it is not known at present which
 * instruments are called as it named them. They wait as they would wait for a slow consumer: within the same bound, and what
 * is beyond is admitted by a gap.
 */
@OnLoop
final class UndecidedEvents {
    private static final String CAUSE = "until it was known which symbols the consumer named";

    private final Lanes lanes;
    private final Set<Long> doubtful = new HashSet<>();
    private boolean allDoubtful;

    /** @param takenOver gaps that became part of others, of this consumer */
    UndecidedEvents(EventInterest interest, Environment environment, Ticker ticker, TakenOverGaps takenOver) {
        this.lanes = new Lanes(interest, false, environment, ticker, CAUSE, takenOver);
    }

    /** @param symbolIds whose names may have changed; empty for all */
    void doubt(Collection<Long> symbolIds) {
        doubtful.addAll(symbolIds);
        allDoubtful |= symbolIds.isEmpty();
    }

    /**
     * Keeps an event that cannot be judged, or that came after one that waits.
     *
     * @param ofSymbols whether it is about symbols at all
     * @return false when the event may be judged now
     */
    boolean keep(ClientEvent event, boolean ofSymbols) {
        boolean waits = event.kind() == EventKind.FACT
                ? ofSymbols || lanes.factsWait()
                : allDoubtful || doubtful.contains(event.symbolId());
        if (waits) {
            lanes.add(event);
        }
        return waits;
    }

    /** Hands over what waited, and what tells of that which could not. */
    void release(Consumer<ClientEvent> receiver) {
        for (ClientEvent event = lanes.poll(); event != null; event = lanes.poll()) {
            receiver.accept(event);
        }
    }
}
