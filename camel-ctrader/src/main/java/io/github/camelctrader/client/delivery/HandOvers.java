package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts events into lanes at once, and wakes those whose consumers have work again at the end of the loop's turn: all that was
 * read together wakes a consumer once, and a consumer that is woken finds all of it.
 */
@OnLoop
public final class HandOvers {
    private final Loop loop;
    private List<Delivery> asleep = new ArrayList<>();

    /** @param loop whose turns count */
    public HandOvers(Loop loop) {
        this.loop = loop;
    }

    /** Gives an event to a delivery. Never runs the sink. */
    public void offer(Delivery delivery, ClientEvent event) {
        loop.check();
        if (delivery.keep(event)) {
            asleep.add(delivery);
            if (asleep.size() == 1 && !loop.tryExecute(this::wake)) {
                // The loop takes nothing more, but this turn of it is not over.
                wake();
            }
        }
    }

    private void wake() {
        List<Delivery> woken = asleep;
        asleep = new ArrayList<>();
        woken.forEach(Delivery::handOver);
    }
}
