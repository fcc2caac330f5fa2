package io.github.camelctrader.simulator.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Admits so many events per second, counted over every second that ends now and not over fixed ones. An event exactly one second old
 * no longer counts.
 */
final class RollingWindow {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final Deque<Long> admitted = new ArrayDeque<>();

    RollingWindow(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Nanoseconds until there is room again; 0 when there is room now. */
    long waitFor(long nanos) {
        while (!admitted.isEmpty() && nanos - admitted.getFirst() >= SECOND) {
            admitted.removeFirst();
        }
        return admitted.size() < perSecond ? 0 : admitted.getFirst() + SECOND - nanos;
    }

    /** Counts one event. Only after {@link #waitFor} said 0. */
    void admit(long nanos) {
        admitted.addLast(nanos);
    }
}
