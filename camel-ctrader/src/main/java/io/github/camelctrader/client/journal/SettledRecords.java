package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.Ticker;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of operations that are settled, within bounds. Their age is the time that this process has been running since
 * they were put in: what a record says of its own time was read from a clock that somebody may have set. So records of an
 * earlier process begin anew. Not safe for several threads.
 */
public final class SettledRecords {
    private final Map<OrderRecord.Key, Kept> records = new LinkedHashMap<>();
    private final Ticker ticker;
    private final Consumer<OrderRecord> forgotten;
    private JournalBounds bounds;

    private record Kept(OrderRecord record, long sinceNanos) {}

    /** @param forgotten is told of each record that age or number put out */
    public SettledRecords(JournalBounds bounds, Ticker ticker, Consumer<OrderRecord> forgotten) {
        this.bounds = bounds;
        this.ticker = ticker;
        this.forgotten = forgotten;
    }

    /** Puts other bounds in the place of the present ones. */
    public void bound(JournalBounds bounds) {
        this.bounds = bounds;
        forget();
    }

    /** Puts a record in the place of the operation's last one, as the youngest of all. */
    public void put(OrderRecord record) {
        records.remove(record.key());
        records.put(record.key(), new Kept(record, ticker.nanoTime()));
        forget();
    }

    /** The outcome of an operation; null when none is kept. */
    public @Nullable OrderRecord get(OrderRecord.Key key) {
        forget();
        Kept kept = records.get(key);
        return kept == null ? null : kept.record();
    }

    /** Takes a record out, for an operation that goes on. Nobody is told. */
    public void remove(OrderRecord.Key key) {
        records.remove(key);
    }

    /** All of them, in the order of their settling. */
    public List<OrderRecord> all() {
        forget();
        return records.values().stream().map(Kept::record).toList();
    }

    int size() {
        return records.size();
    }

    void clear() {
        records.clear();
    }

    private void forget() {
        long now = ticker.nanoTime();
        Iterator<Kept> oldest = records.values().iterator();
        while (oldest.hasNext()) {
            Kept kept = oldest.next();
            boolean old = now - kept.sinceNanos() > bounds.retention().toNanos();
            if (!old && records.size() <= bounds.maxRecords()) {
                return;
            }
            oldest.remove();
            forgotten.accept(kept.record());
        }
    }
}
