package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import org.jspecify.annotations.Nullable;

/** Where spot events wait for a consumer: either merged or queued. */
sealed interface QuoteLane permits ConflatingLane, QueueLane {
    /** Takes a spot event. */
    void add(ClientEvent event);

    /** The next event, which may be a gap; null when there is none. */
    @Nullable
    ClientEvent poll();

    int size();

    /** Events that were dropped, since the lane was made. */
    long missed();

    void clear();
}
