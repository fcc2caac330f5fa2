package io.github.camelctrader.client.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the n-th attempt: doubling from {@code first} up to {@code max}, of which the upper half is left
 * to chance, so that many clients that lost their server at once do not come back at once.
 */
public final class Backoff {
    private final Duration first;
    private final Duration max;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration max, RandomGenerator random) {
        this.first = first;
        this.max = max;
        this.random = random;
    }

    /** Other delays with the same source of chance. */
    public Backoff between(Duration otherFirst, Duration otherMax) {
        return new Backoff(otherFirst, otherMax, random);
    }

    /**
     * @param attempt 1 for the first attempt after a failure
     * @return between half of and the whole of {@code min(max, first * 2^(attempt - 1))}
     */
    public Duration delay(int attempt) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, Long.SIZE - 2);
        long ceiling = max.toNanos() >> doublings < first.toNanos() ? max.toNanos() : first.toNanos() << doublings;
        long half = Math.max(ceiling / 2, 1);
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }
}
