package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Fetches executions that a consumer's lane could not keep. Called on the connection's loop. */
public interface GapFiller {
    /** The future completes on the loop, within a bounded time, and does not fail. */
    CompletableFuture<Fetched> fetch(List<DealRange> missed);

    /**
     * What could be fetched.
     *
     * @param executions in the order in which they were executed
     * @param all whether none is missing
     */
    record Fetched(List<ClientEvent> executions, boolean all) {}
}
