package io.github.camelctrader.client.time;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Ids that no other process makes and that this one makes once: 128 bits of chance, and a count. At most 40 letters, digits
 * and hyphens. Safe for use by many threads.
 */
public final class UniqueIds implements Supplier<String> {
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    private UniqueIds(String prefix) {
        this.prefix = prefix;
    }

    public static UniqueIds of(RandomGenerator random) {
        return new UniqueIds(Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX)
                + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX));
    }

    @Override
    public String get() {
        return prefix + "-" + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
