package io.github.camelctrader;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.consumer.PolledEvents;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.PollingConsumerSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Receives one event at each call, for {@code pollEnrich}, {@code poll} and consumer templates. Events that arrived wait as they do
 * for a slow route: the newest quote of each symbol, unless all are to be queued, and everything else in order. It begins with the
 * first call, since Camel makes and starts it then, and collects until it is stopped.
 *
 * <p>While it is stopped or suspended there is nothing to receive, and calls that wait return null. A problem that keeps it from
 * getting what it asked for goes to the endpoint's exception handler, or, without one, is thrown once by a call that receives.
 */
public class CTraderPollingConsumer extends PollingConsumerSupport {
    private final CTraderEndpoint endpoint;
    private final EventFeed feed;
    private volatile PolledEvents events = new PolledEvents(this::tell);

    CTraderPollingConsumer(CTraderEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.feed = new EventFeed(endpoint);
    }

    /** Waits until there is an event; null when this consumer is stopped or suspended, or its thread interrupted. */
    @Override
    public @Nullable Exchange receive() {
        return within(Long.MAX_VALUE);
    }

    /** The event that is there now, or null. */
    @Override
    public @Nullable Exchange receiveNoWait() {
        return within(0);
    }

    /** @param timeout the longest time to wait, in ms; null is returned when it has passed */
    @Override
    public @Nullable Exchange receive(long timeout) {
        return within(TimeUnit.MILLISECONDS.toNanos(timeout));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        feed.check();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (feed.isRunning()) {
            doResume();
            return;
        }
        PolledEvents begun = new PolledEvents(this::tell);
        feed.begin(null, begun, begun);
        begun.open();
        events = begun;
    }

    @Override
    protected void doStop() throws Exception {
        feed.end();
        events.shut();
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        feed.suspend();
        events.shut();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        events.open();
        feed.resume();
    }

    private @Nullable Exchange within(long nanos) {
        ClientEvent event = events.poll(nanos);
        return event == null ? null : exchange(event);
    }

    private void tell(CTraderException problem) {
        ExceptionHandler handler = endpoint.getExceptionHandler();
        if (handler == null) {
            throw problem;
        }
        handler.handleException("This consumer does not get what it asked for", problem);
    }

    private Exchange exchange(ClientEvent event) {
        Exchange exchange = endpoint.createExchange();
        feed.fill(exchange, event);
        if (event.awaitsHandling()) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    event.handled(!done.isFailed() && !done.isRollbackOnly());
                }
            });
        }
        return exchange;
    }
}
