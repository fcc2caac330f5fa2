package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest record of every operation that a journal keeps. Settled ones are forgotten when they are older than the
 * newest record by the retention, and the longest untouched of them when there are too many. Not safe for several threads.
 */
final class KeptRecords {
    /** How long a settled record is kept: a repeated order is recognised for this long. */
    static final Duration RETENTION = Duration.ofDays(7);

    /** How many settled records are kept at most. */
    static final int MOST_SETTLED = 10_000;

    private final Duration retention;
    private final int mostSettled;
    // What is not settled has no bound: forgetting it would lose an order. The server bounds it, by the orders that an
    // account may have, and so does the resolution of what is unknown.
    private final Map<OrderRecord.Key, OrderRecord> unsettled = new LinkedHashMap<>();
    private final Map<OrderRecord.Key, OrderRecord> settled = new LinkedHashMap<>();

    KeptRecords(Duration retention, int mostSettled) {
        this.retention = retention;
        this.mostSettled = mostSettled;
    }

    /** Puts a record in the place of the operation's last one, and forgets what is too old or too much. */
    void put(OrderRecord record) {
        OrderRecord.Key key = record.key();
        if (record.phase().isSettled()) {
            unsettled.remove(key);
            settled.remove(key);
            settled.put(key, record);
            forget(record.updatedAt().minus(retention));
        } else {
            settled.remove(key);
            unsettled.put(key, record);
        }
    }

    /** All of them: settled ones in the order of their settling, then the others in the order of their first writing. */
    List<OrderRecord> all() {
        List<OrderRecord> all = new ArrayList<>(settled.values());
        all.addAll(unsettled.values());
        return all;
    }

    int size() {
        return settled.size() + unsettled.size();
    }

    void clear() {
        settled.clear();
        unsettled.clear();
    }

    private void forget(Instant horizon) {
        Iterator<OrderRecord> oldest = settled.values().iterator();
        while (oldest.hasNext() && (oldest.next().updatedAt().isBefore(horizon) || settled.size() > mostSettled)) {
            oldest.remove();
        }
    }
}
