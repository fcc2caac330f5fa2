package io.github.camelctrader.client;

/** A running delivery of events to one sink. All methods may be called on any thread and more than once. */
public interface EventSubscription extends AutoCloseable {
    /**
     * Stops handing over events after the one in progress. The lossless lane goes on collecting up to its bound, quotes
     * go on being conflated.
     */
    void suspend();

    /** Hands over what was collected, then goes on. */
    void resume();

    /** Events collected and not yet handed over. */
    int pending();

    /** Ends the delivery and what was subscribed for it at the server, unless another subscription needs it too. */
    @Override
    void close();
}
