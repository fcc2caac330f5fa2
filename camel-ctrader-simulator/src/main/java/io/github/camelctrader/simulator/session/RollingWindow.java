package io.github.camelctrader.simulator.session;

/**
 * Admits so many events per second, counted over every second that ends now and not over fixed ones. An event exactly one second old
 * no longer counts.
 */
final class RollingWindow {
    private static final long SECOND = 1_000_000_000L;

    private final long[] admitted;
    private int count;
    private int next;

    RollingWindow(int perSecond) {
        admitted = new long[perSecond];
    }

    /** Nanoseconds until there is room again; 0 when there is room now. */
    long waitFor(long nanos) {
        if (count < admitted.length) {
            return 0;
        }
        return Math.max(0, admitted[next] + SECOND - nanos);
    }

    /** Counts one event. Only after {@link #waitFor} said 0. */
    void admit(long nanos) {
        admitted[next] = nanos;
        next = (next + 1) % admitted.length;
        count = Math.min(count + 1, admitted.length);
    }
}
