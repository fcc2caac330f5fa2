package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import org.jspecify.annotations.Nullable;

/** Where events of one kind, made by the market, wait for a consumer. */
sealed interface Lane permits BarLane, ConflatingLane, DepthLane, NewestLane, QueueLane {
    /** Takes an event of the kind that is kept here. */
    void add(ClientEvent event);

    /** The next event, which may be a gap; null when there is none. */
    @Nullable
    ClientEvent poll();

    int size();

    /** Events that were dropped, since the lane was made. */
    long missed();

    void clear();
}
