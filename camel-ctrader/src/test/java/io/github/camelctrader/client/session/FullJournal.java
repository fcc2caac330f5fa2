package io.github.camelctrader.client.session;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.util.List;

/** A journal that keeps nothing. */
final class FullJournal implements OrderJournal {
    @Override
    public List<OrderRecord> open() {
        return List.of();
    }

    @Override
    public void write(OrderRecord record) {
        throw new OrderJournalException("The disk is full", null);
    }

    @Override
    public void close() {}
}
