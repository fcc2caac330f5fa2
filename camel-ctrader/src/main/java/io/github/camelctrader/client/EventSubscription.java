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
     * As {@link #suspend()}, while whoever takes the events is away: nothing is subscribed of the market meanwhile, and what the
     * market makes is not collected. {@link #unpark} goes on.
     *
     * @return false when this delivery cannot wait, and was closed
     */
    default boolean park() {
        close();
        return false;
    }

    /**
     * Whoever takes the events is back: hands over what was collected, then a {@link GapEvent} if that is of interest, then what
     * follows.
     *
     * @param since when it went away
     */
    default void unpark(Instant since) {}

    /**
     * Tells that events were missed before this delivery began, with a {@link GapEvent} that is not filled, if that is of interest.
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
