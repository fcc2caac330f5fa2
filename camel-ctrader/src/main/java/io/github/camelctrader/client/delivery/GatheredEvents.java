package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the events of one read and offers them at the end of the loop's task, or earlier where there are many: that takes each
 * delivery's lock once and wakes its consumer once, which then finds all of them.
 */
@OnLoop
public final class GatheredEvents {
    private static final Logger LOG = LoggerFactory.getLogger(GatheredEvents.class);

    private final Loop loop;
    private List<Delivery> given = new ArrayList<>();

    /** @param loop whose turns count */
    public GatheredEvents(Loop loop) {
        this.loop = loop;
    }

    /** Gives an event to a delivery. Never runs the sink. */
    public void offer(Delivery delivery, ClientEvent event) {
        loop.check();
        if (delivery.gather(event)) {
            given.add(delivery);
            if (given.size() == 1 && !loop.tryExecute(this::offerGathered)) {
                // The loop takes nothing more, but this turn of it is not over.
                offerGathered();
            }
        }
    }

    /** Offers what was gathered by now. */
    public void offerGathered() {
        loop.check();
        List<Delivery> all = given;
        given = new ArrayList<>();
        for (Delivery delivery : all) {
            try {
                delivery.offerGathered();
            } catch (RuntimeException e) {
                // A fault in one delivery must not keep the events of others.
                LOG.error("Events for a consumer are lost", e);
            }
        }
    }
}
