package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The newest record of every operation that a journal keeps: of settled ones those within the bounds of their environment.
 * Not safe for several threads.
 */
final class KeptRecords {
    // What is not settled has no bound: forgetting it would lose an order. The server bounds it, by the orders that an
    // account may have, and so does the resolution of what is unknown.
    private final Map<OrderRecord.Key, OrderRecord> unsettled = new LinkedHashMap<>();
    private final Map<Environment, SettledRecords> settled = new EnumMap<>(Environment.class);

    KeptRecords(JournalBounds bounds, Ticker ticker) {
        for (Environment environment : Environment.values()) {
            settled.put(environment, new SettledRecords(bounds, ticker, forgotten -> {}));
        }
    }

    void bound(Environment environment, JournalBounds bounds) {
        settledOf(environment).bound(bounds);
    }

    /** Puts a record in the place of the operation's last one, and forgets what is too old or too much. */
    void put(OrderRecord record) {
        OrderRecord.Key key = record.key();
        SettledRecords ended = settledOf(key.environment());
        if (record.phase().isSettled()) {
            unsettled.remove(key);
            ended.put(record);
        } else {
            ended.remove(key);
            unsettled.put(key, record);
        }
    }

    /** All of them: settled ones in the order of their settling, then the others in the order of their first writing. */
    List<OrderRecord> all() {
        List<OrderRecord> all = new ArrayList<>();
        settled.values().forEach(ended -> all.addAll(ended.all()));
        all.addAll(unsettled.values());
        return all;
    }

    int size() {
        return unsettled.size()
                + settled.values().stream().mapToInt(SettledRecords::size).sum();
    }

    void clear() {
        unsettled.clear();
        settled.values().forEach(SettledRecords::clear);
    }

    private SettledRecords settledOf(Environment environment) {
        return Objects.requireNonNull(settled.get(environment));
    }
}
