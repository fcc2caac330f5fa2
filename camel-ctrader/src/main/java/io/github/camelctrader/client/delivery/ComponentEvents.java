package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.GapEvent;

/** Puts events that this client makes itself into the form in which consumers get all events. */
public final class ComponentEvents {
    private ComponentEvents() {}

    /** The event as consumers get it; it has no payload type. */
    public static ClientEvent toClientEvent(ComponentEvent event) {
        long accountId = event instanceof GapEvent gap && gap.accounts().size() == 1
                ? gap.accounts().get(0)
                : 0;
        return new ClientEvent(
                event.messageType(),
                0,
                event,
                accountId,
                0,
                null,
                null,
                event.time().toEpochMilli(),
                null,
                1);
    }
}
