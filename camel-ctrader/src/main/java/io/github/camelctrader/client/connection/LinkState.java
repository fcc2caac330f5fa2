package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * All that the state machine knows.
 *
 * @param phase where the connection stands
 * @param generation number of the present link, or of the last one; events of an older one are ignored
 * @param attempt attempts since the connection was last stable
 * @param failure what ended or prevented the last link, or null
 */
record LinkState(
        ConnectionState phase,
        int generation,
        int attempt,
        @Nullable Failure failure) {
    static final LinkState INITIAL = new LinkState(ConnectionState.NEW, 0, 0, null);

    LinkState in(ConnectionState next) {
        return new LinkState(next, generation, attempt, failure);
    }
}
