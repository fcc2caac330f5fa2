package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.DownloadEvent;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.TokenRefreshedEvent;

/** Puts events that this client makes itself into the form in which consumers get all events. */
public final class ComponentEvents {
    private ComponentEvents() {}

    /** The event as consumers get it; it has no payload type. */
    public static ClientEvent toClientEvent(ComponentEvent event) {
        long accountId = accountOf(event);
        return ClientEvent.builder(event.messageType(), event)
                .account(accountId)
                .timestamp(event.time().toEpochMilli())
                .build();
    }

    private static long accountOf(ComponentEvent event) {
        if (event instanceof TokenRefreshedEvent refreshed) {
            return refreshed.accounts().size() == 1 ? refreshed.accounts().get(0) : 0;
        }
        if (event instanceof DownloadEvent download) {
            return download.progress().accountId();
        }
        if (event instanceof OrderOutcomeEvent outcome) {
            return outcome.accountId();
        }
        return event instanceof GapEvent gap && gap.accounts().size() == 1
                ? gap.accounts().get(0)
                : 0;
    }
}
