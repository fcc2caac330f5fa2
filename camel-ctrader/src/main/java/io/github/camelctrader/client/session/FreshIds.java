package io.github.camelctrader.client.session;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ids that no other process makes: a long number of chance, and a count. Confined to one thread. */
final class FreshIds implements Supplier<String> {
    private final String prefix;
    private long count;

    private FreshIds(String prefix) {
        this.prefix = prefix;
    }

    static FreshIds of(RandomGenerator random) {
        return new FreshIds(Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX)
                + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX));
    }

    @Override
    public String get() {
        return prefix + "-" + Long.toString(++count, Character.MAX_RADIX);
    }
}
