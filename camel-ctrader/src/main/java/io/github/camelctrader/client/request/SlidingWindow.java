package io.github.camelctrader.client.request;

import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;

/**
 * At most {@code permits} in any second, as the server counts it. Nobody tells when the server saw a request, but it saw it
 * before it answered, and before it saw what was sent later on the same link. So a permit is free again a second after the
 * answer to its request or to a later one, however long that takes; and where nothing at all is answered, or the link is lost,
 * after the time by which the server has seen the request or never will. Bursts up to all permits are allowed. Allocates
 * nothing after construction.
 */
@OnLoop
final class SlidingWindow {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** The server's clock may be coarse. */
    private static final long CLOCK_GUARD = Duration.ofMillis(10).toNanos();
    /** What was on its way when the link was lost is read at once, or never. */
    private static final long LOST_LINK_GUARD = Duration.ofSeconds(1).toNanos();

    private final long marginNanos;
    private final long[] seenAt;
    private long taken;

    /** Permits below are settled: their requests were seen for certain, or their link is lost. */
    private long settled;

    /** @param margin how long after its sending a request counts as seen although neither it nor a later one was answered */
    SlidingWindow(int permits, Duration margin) {
        this.marginNanos = margin.toNanos();
        this.seenAt = new long[permits];
    }

    /** How long until a permit is free: 0 when one is. */
    long nanosUntilFree(long now) {
        return taken < seenAt.length ? 0 : Math.max(0, seenAt[slot(taken)] + SECOND - now);
    }

    /** Takes a permit; call only when {@link #nanosUntilFree} says 0. Returns its number: numbers grow by one. */
    long take(long now) {
        seenAt[slot(taken)] = now + marginNanos;
        return taken++;
    }

    /** The number of permits taken so far, which is the number of the next one. */
    long taken() {
        return taken;
    }

    /** The request that took permit {@code number}, or one that was sent after it, was answered. */
    void answered(long number, long now) {
        settle(number + 1, now + CLOCK_GUARD);
    }

    /** The link is gone: no answer will come to anything that is unanswered. */
    void linkLost(long now) {
        settle(taken, now + LOST_LINK_GUARD);
    }

    private void settle(long end, long seenAtTheLatest) {
        for (long number = Math.max(settled, taken - seenAt.length); number < end; number++) {
            seenAt[slot(number)] = Math.min(seenAt[slot(number)], seenAtTheLatest);
        }
        settled = Math.max(settled, end);
    }

    /** How many the server may still count into the present second. */
    int counted(long now) {
        int counted = 0;
        for (long number = Math.max(0, taken - seenAt.length); number < taken; number++) {
            if (seenAt[slot(number)] + SECOND - now > 0) {
                counted++;
            }
        }
        return counted;
    }

    private int slot(long number) {
        return (int) (number % seenAt.length);
    }
}
