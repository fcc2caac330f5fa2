package io.github.camelctrader.springboot;

import io.github.camelctrader.client.OrderJournal;
import java.time.Duration;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.jspecify.annotations.Nullable;

/** The options of the component that are about its order journal. */
public abstract class OrderJournalProperties extends ComponentConfigurationPropertiesCommon {
    /**
     * The order journal, in which order requests and their outcomes are recorded: a bean of type OrderJournal, given as
     * #bean:name. By default in memory.
     */
    private @Nullable OrderJournal orderJournal;

    /**
     * Path of a file to keep the order journal in, so that a restarted process learns what became of its orders. Excludes
     * order-journal.
     */
    private @Nullable String orderJournalFile;

    /**
     * How long the outcome of an order that is settled is kept, in running time of the process, so that a repetition of the
     * order is recognised, 7d by default.
     */
    private @Nullable Duration orderJournalRetention;

    /** How many outcomes of settled orders are kept for each environment, 50000 by default. */
    private @Nullable Integer orderJournalMaxRecords;

    public @Nullable OrderJournal getOrderJournal() {
        return orderJournal;
    }

    public void setOrderJournal(@Nullable OrderJournal orderJournal) {
        this.orderJournal = orderJournal;
    }

    public @Nullable String getOrderJournalFile() {
        return orderJournalFile;
    }

    public void setOrderJournalFile(@Nullable String orderJournalFile) {
        this.orderJournalFile = orderJournalFile;
    }

    public @Nullable Duration getOrderJournalRetention() {
        return orderJournalRetention;
    }

    public void setOrderJournalRetention(@Nullable Duration orderJournalRetention) {
        this.orderJournalRetention = orderJournalRetention;
    }

    public @Nullable Integer getOrderJournalMaxRecords() {
        return orderJournalMaxRecords;
    }

    public void setOrderJournalMaxRecords(@Nullable Integer orderJournalMaxRecords) {
        this.orderJournalMaxRecords = orderJournalMaxRecords;
    }
}
