package io.github.camelctrader.client.session;

import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why the last links ended, or were not made. */
@OnLoop
final class Disconnects {
    private static final int MOST = 10;

    private final Deque<ConnectionEvent> last = new ArrayDeque<>();
    private final Map<DisconnectReason, Long> counts = new EnumMap<>(DisconnectReason.class);

    /** The connection entered a state. */
    void add(ConnectionEvent event) {
        DisconnectReason reason = event.reason();
        if (reason == null) {
            return;
        }
        counts.merge(reason, 1L, Long::sum);
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(event);
    }

    /** The newest last. */
    List<ConnectionEvent> last() {
        return List.copyOf(last);
    }

    /** How many there were since the connection was opened. */
    Map<DisconnectReason, Long> counts() {
        return Map.copyOf(counts);
    }
}
