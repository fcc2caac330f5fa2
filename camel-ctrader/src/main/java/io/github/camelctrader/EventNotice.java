package io.github.camelctrader;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.EventSink;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the event notifiers of a Camel context of each state of a connection. */
final class EventNotice implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(EventNotice.class);

    private final CTraderComponent component;

    EventNotice(CTraderComponent component) {
        this.component = component;
    }

    @Override
    public void accept(ClientEvent event, Runnable done) {
        try {
            if (event.body() instanceof ConnectionEvent connection) {
                CamelEvent changed = new ConnectionChangedEvent(component, connection);
                component
                        .getCamelContext()
                        .getManagementStrategy()
                        .getEventNotifiers()
                        .forEach(notifier -> tell(notifier, changed));
            }
        } finally {
            done.run();
        }
    }

    /** Camel itself would tell none of those after one that fails. */
    private static void tell(EventNotifier notifier, CamelEvent changed) {
        try {
            if (!notifier.isDisabled() && notifier.isEnabled(changed)) {
                notifier.notify(changed);
            }
        } catch (Exception e) {
            LOG.warn("An event notifier failed on a state of a connection", e);
        }
    }

    /** There are none: nothing is subscribed. */
    @Override
    public void problem(CTraderException problem) {
        LOG.debug("Not for event notifiers", problem);
    }
}
