package io.github.camelctrader.client.session;

import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Why the last links ended, or were not made. Confined to the loop. */
@OnLoop
final class Disconnects {
    private static final int MOST = 10;

    private final Deque<ConnectionEvent> last = new ArrayDeque<>();

    /** The connection entered a state. */
    void add(ConnectionEvent event) {
        if (event.reason() == null) {
            return;
        }
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(event);
    }

    /** The newest last. */
    List<ConnectionEvent> last() {
        return List.copyOf(last);
    }
}
