package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournal;

/** An order journal that can be told what to keep. */
public interface BoundedJournal extends OrderJournal {
    /** Sets what is kept of an environment's settled operations from now on. */
    void bound(Environment environment, JournalBounds bounds);
}
