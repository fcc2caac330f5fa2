package io.github.camelctrader.client;

import java.time.Duration;

/**
 * Bounds of the settled operations that are kept for each environment. A repetition is recognised for as long as its operation is
 * kept.
 *
 * @param retention how long after it was written down, in running time of the process; clocks that can be set play no part
 * @param maxRecords how many at most; the longest settled ones are forgotten first
 */
public record JournalBounds(Duration retention, int maxRecords) {
    /** A week, and 50,000 operations. */
    public static final JournalBounds DEFAULT = new JournalBounds(Duration.ofDays(7), 50_000);

    /** @throws InvalidRequestException naming the option, when one of the two keeps nothing */
    public JournalBounds {
        Durations.positive("orderJournalRetention", retention);
        if (maxRecords < 1) {
            throw new InvalidRequestException("orderJournalMaxRecords", maxRecords, "must be 1 or more");
        }
    }
}
