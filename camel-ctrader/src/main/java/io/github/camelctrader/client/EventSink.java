package io.github.camelctrader.client;

/**
 * Takes the events of one subscription, one at a time: the next event comes only after {@code done} of the one before
 * was run. Called on the executor given at subscription, never on the connection's own thread.
 */
public interface EventSink {
    /**
     * Takes one event.
     *
     * @param done to be run exactly once, on any thread, when the event has been dealt with
     */
    void accept(ClientEvent event, Runnable done);

    /**
     * Called once for each problem that keeps this subscription from getting what it asked for: an unknown symbol, an
     * account that cannot be authorised, application credentials refused, a server that cannot be trusted. Not bound to
     * the order of events.
     */
    void problem(CTraderException problem);
}
