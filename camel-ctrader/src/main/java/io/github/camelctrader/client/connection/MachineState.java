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
record MachineState(
        ConnectionState phase,
        int generation,
        int attempt,
        @Nullable DisconnectCause failure) {
    static final MachineState INITIAL = new MachineState(ConnectionState.NEW, 0, 0, null);

    MachineState in(ConnectionState next) {
        return new MachineState(next, generation, attempt, failure);
    }
}
