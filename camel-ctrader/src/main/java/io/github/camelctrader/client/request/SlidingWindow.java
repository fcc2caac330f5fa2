package io.github.camelctrader.client.request;

import java.time.Duration;

/**
 * At most {@code permits} in any window of time, exactly: a permit is free again one window after it was taken. Bursts up
 * to all permits are allowed, and no rolling window ever sees one more. Confined to the loop; allocates nothing after
 * construction.
 */
final class SlidingWindow {
    private final long windowNanos;
    private final long[] takenAt;
    private int oldest;
    private int taken;

    SlidingWindow(int permits, Duration window) {
        this.windowNanos = window.toNanos();
        this.takenAt = new long[permits];
    }

    /** How long until a permit is free: 0 when one is. */
    long nanosUntilFree(long now) {
        if (taken < takenAt.length) {
            return 0;
        }
        return Math.max(0, takenAt[oldest] + windowNanos - now);
    }

    /** Takes a permit; call only when {@link #nanosUntilFree} says 0. */
    void take(long now) {
        if (taken < takenAt.length) {
            takenAt[(oldest + taken) % takenAt.length] = now;
            taken++;
        } else {
            takenAt[oldest] = now;
            oldest = (oldest + 1) % takenAt.length;
        }
    }
}
