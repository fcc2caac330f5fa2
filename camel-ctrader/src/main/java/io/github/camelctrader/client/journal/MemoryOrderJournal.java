package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.Ticker;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An order journal that ends with the process: repeated orders are recognised and unknown outcomes are looked for as long
 * as it runs. Of settled records it keeps those within its bounds. It outlives a close, so that a component
 * that is stopped and started again knows what it sent. Safe for several threads.
 */
public final class MemoryOrderJournal implements BoundedJournal {
    private final ReentrantLock lock = new ReentrantLock();
    private final KeptRecords records;

    /** With {@link JournalBounds#DEFAULT}. */
    public MemoryOrderJournal() {
        this(Ticker.system());
    }

    MemoryOrderJournal(Ticker ticker) {
        this.records = new KeptRecords(JournalBounds.DEFAULT, ticker);
    }

    @Override
    public void bound(Environment environment, JournalBounds bounds) {
        lock.lock();
        try {
            records.bound(environment, bounds);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OrderRecord> open() {
        lock.lock();
        try {
            return records.all();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(OrderRecord record) {
        lock.lock();
        try {
            records.put(record);
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing: there is nothing to give up. */
    @Override
    public void close() {}
}
