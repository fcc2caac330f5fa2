package io.github.camelctrader.client;

import java.time.Instant;

/** A running delivery of events to one sink. All methods may be called on any thread and more than once. */
public interface EventSubscription extends AutoCloseable {
    /**
     * Stops handing over events after the one in progress. The lossless lane goes on collecting up to its bound, quotes
     * go on being conflated.
     */
    void suspend();

    /** Hands over what was collected, then goes on. */
    void resume();

    /**
     * As {@link #suspend()}, for a consumer whose route is stopped: market data is neither subscribed nor collected until
     * {@link #unpark} is called.
     *
     * @return false when this delivery cannot wait, and was closed
     */
    default boolean park() {
        close();
        return false;
    }

    /**
     * Ends {@link #park()}: delivers the events that were collected, then a {@link GapEvent} if that is of interest, then new events. The gap
     * is filled unless executions are still looked for that an interruption hid.
     */
    default void unpark() {}

    /**
     * Reports that events were missed before this delivery began: delivers a {@link GapEvent} that is not filled, if that is of
     * interest.
     *
     * @param since from when on
     */
    default void missed(Instant since) {}

    /** Events collected and not yet handed over. */
    int pending();

    /** Ends the delivery and what was subscribed for it at the server, unless another subscription needs it too. */
    @Override
    void close();
}
