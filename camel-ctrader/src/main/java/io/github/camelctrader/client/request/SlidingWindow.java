package io.github.camelctrader.client.request;

import java.time.Duration;

/**
 * At most {@code permits} in any second, as the server counts it. Nobody tells when the server saw a request, but it saw it
 * before it answered. So a permit is free again a second after the answer, or after the time by which the server has
 * surely seen the request if the answer takes longer. Bursts up to all permits are allowed. Confined to the loop;
 * allocates nothing after construction.
 */
final class SlidingWindow {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** The server's clock may be coarse. */
    private static final long CLOCK_GUARD = Duration.ofMillis(10).toNanos();

    private final long marginNanos;
    private final long[] seenAt;
    private long taken;

    /** @param margin how long after its sending an unanswered request is taken to have been seen */
    SlidingWindow(int permits, Duration margin) {
        this.marginNanos = margin.toNanos();
        this.seenAt = new long[permits];
    }

    /** How long until a permit is free: 0 when one is. */
    long nanosUntilFree(long now) {
        return taken < seenAt.length ? 0 : Math.max(0, seenAt[slot(taken)] + SECOND - now);
    }

    /** Takes a permit; call only when {@link #nanosUntilFree} says 0. Returns its number. */
    long take(long now) {
        seenAt[slot(taken)] = now + marginNanos;
        return taken++;
    }

    /** The request that took permit {@code number} was answered. */
    void answered(long number, long now) {
        if (taken - number <= seenAt.length) {
            seenAt[slot(number)] = Math.min(seenAt[slot(number)], now + CLOCK_GUARD);
        }
    }

    private int slot(long number) {
        return (int) (number % seenAt.length);
    }
}
