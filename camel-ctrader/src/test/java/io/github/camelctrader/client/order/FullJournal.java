package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.util.List;

/** A journal that takes nothing. */
public final class FullJournal implements OrderJournal {
    @Override
    public List<OrderRecord> open() {
        return List.of();
    }

    @Override
    public void write(OrderRecord record) {
        throw new OrderJournalException("the disk is full", null);
    }

    @Override
    public void close() {}
}
