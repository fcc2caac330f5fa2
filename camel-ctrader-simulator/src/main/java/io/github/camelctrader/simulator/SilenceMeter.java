package io.github.camelctrader.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures the longest silence of the clients of one environment. Guarded by the journal's lock. */
final class SilenceMeter {
    private final Map<Long, Long> lastHeard = new HashMap<>();
    private long longest;

    /** Notes that a connection opened or sent something; returns the silence that ends here, in nanoseconds. */
    long heard(long connection, long nanos) {
        Long before = lastHeard.put(connection, nanos);
        long silence = before == null ? 0 : nanos - before;
        longest = Math.max(longest, silence);
        return silence;
    }

    void ended(long connection, long nanos) {
        Long before = lastHeard.remove(connection);
        if (before != null) {
            longest = Math.max(longest, nanos - before);
        }
    }

    long longestMillis(long nanos) {
        long found = longest;
        for (long since : lastHeard.values()) {
            found = Math.max(found, nanos - since);
        }
        return TimeUnit.NANOSECONDS.toMillis(found);
    }

    void restart() {
        longest = 0;
    }
}
