package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the monotonic clock stood still while time went on, as it does on many machines that sleep. Only the wall clock shows
 * it, which may have been set forward instead: callers must be prepared for a sleep that was none.
 */
@OnLoop
final class MachineSleeps {
    /** Clocks that are kept right are moved by less at once. */
    private static final long NOTICED_MILLIS = 1_000;
    /** A clock that was not set at all after the machine's start is put right by decades. */
    private static final long LONGEST_MILLIS = Duration.ofDays(14).toMillis();

    private static final int MOST = 100;
    /** A machine needs longer to fall asleep and wake up. */
    private static final long EACH_NANOS = Duration.ofMillis(1).toNanos();

    private final Ticker ticker;
    private final Deque<Sleep> sleeps = new ArrayDeque<>();
    private long offset;
    private long watched;

    /** @param noticedNanos when it was over, at the latest */
    private record Sleep(long noticedNanos, long millis) {}

    MachineSleeps(Ticker ticker) {
        this.ticker = ticker;
        this.offset = wallAheadOfCounter();
        this.watched = ticker.nanoTime();
    }

    /**
     * Call with each message: sleeps are told apart by when they are noticed. In a busy market the wall clock is not asked
     * each time.
     *
     * @param nanos the monotonic clock now
     */
    void watch(long nanos) {
        if (nanos - watched >= EACH_NANOS) {
            watched = nanos;
            watch();
        }
    }

    private void watch() {
        long now = wallAheadOfCounter();
        if (now - offset > NOTICED_MILLIS) {
            sleeps.add(new Sleep(ticker.nanoTime(), now - offset));
            if (sleeps.size() > MOST) {
                sleeps.remove();
            }
        }
        offset = now;
    }

    /** How long at most the machine slept since a moment, in ms. */
    long millisSince(long nanos) {
        watch();
        long slept = sleeps.stream()
                .filter(sleep -> sleep.noticedNanos - nanos >= 0)
                .mapToLong(Sleep::millis)
                .sum();
        return Math.min(slept, LONGEST_MILLIS);
    }

    private long wallAheadOfCounter() {
        return ticker.now().toEpochMilli() - ticker.nanoTime() / 1_000_000;
    }
}
