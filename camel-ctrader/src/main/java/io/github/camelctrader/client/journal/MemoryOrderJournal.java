package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderRecord;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An order journal that ends with the process: repeated orders are recognised and unknown outcomes are looked for as long
 * as it runs. Settled records are kept for seven days, and 10,000 of them at most. It outlives a close, so that a component
 * that is stopped and started again knows what it sent. Safe for several threads.
 */
public final class MemoryOrderJournal implements OrderJournal {
    private final ReentrantLock lock = new ReentrantLock();
    private final KeptRecords records = new KeptRecords(KeptRecords.RETENTION, KeptRecords.MOST_SETTLED);

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
