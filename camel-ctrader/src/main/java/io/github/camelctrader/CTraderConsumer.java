package io.github.camelctrader;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

/**
 * Sends events into a route, one exchange at a time and in order. The route may run asynchronously: the next event comes
 * when the exchange of the one before is done.
 */
public class CTraderConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {
    private final CTraderEndpoint endpoint;
    private final EventFeed feed;
    private volatile boolean shuttingDown;

    CTraderConsumer(CTraderEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.feed = new EventFeed(endpoint);
    }

    /**
     * Checks the options, so that what can never work fails before anything is connected.
     *
     * @throws InvalidRequestException naming the option, its value and the rule
     */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        feed.check();
    }

    /** Starting a suspended consumer resumes it: Camel does so when a suspended route is started. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shuttingDown = false;
        if (feed.isRunning()) {
            feed.resume();
            return;
        }
        // A start that fails here is followed by doStop, which gives the connection back.
        feed.begin(
                getRouteId(), new RouteSink(), endpoint.getComponent().threads().events());
        // No URI: Camel does not hide a client id in it.
        setHealthCheck(feed.healthCheck(Objects.requireNonNullElse(
                getRouteId(), endpoint.getEnvironment().toString())));
    }

    @Override
    protected void doStop() throws Exception {
        setHealthCheck(null);
        feed.end();
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        feed.suspend();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        shuttingDown = false;
        super.doResume();
        feed.resume();
    }

    /**
     * Always true: what was collected and must not be lost goes through the route before it stops. Quotes no longer do,
     * since a busy market would never let the route come to its end.
     */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        shuttingDown = true;
        return true;
    }

    /** Zero while suspended: the route does not take the events that wait, so that it would never come to a stop for them. */
    @Override
    public int getPendingExchangesSize() {
        return isSuspendingOrSuspended() ? 0 : feed.pending();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Nothing is left to prepare: the strategy stops or suspends this consumer next.
    }

    private boolean passesOver(ClientEvent event) {
        if (!event.kind().isPassing() || !shuttingDown) {
            return false;
        }
        // A shutdown that took too long may have been called off, and nobody tells the consumer that it goes on.
        shuttingDown = !getEndpoint().getCamelContext().getShutdownStrategy().isTimeoutOccurred();
        return shuttingDown;
    }

    private final class RouteSink implements EventSink {
        @Override
        public void accept(ClientEvent event, Runnable done) {
            if (passesOver(event)) {
                done.run();
                return;
            }
            Exchange exchange = createExchange(true);
            feed.fill(exchange, event);
            AsyncCallback callback = defaultConsumerCallback(exchange, true);
            getAsyncProcessor().process(exchange, doneSync -> {
                try {
                    event.handled(!exchange.isFailed() && !exchange.isRollbackOnly());
                    callback.done(doneSync);
                } finally {
                    done.run();
                }
            });
        }

        @Override
        public void problem(CTraderException problem) {
            handleException("This consumer does not get what it asked for", problem);
        }
    }
}
