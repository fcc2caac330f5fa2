package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of another kind needs no more than the interface and a record's bytes. */
class JdbcOrderJournalTest {
    @TempDir
    Path directory;

    @Test
    void aLaterProcessFindsTheNewestRecordOfEachOperation() {
        String url = "jdbc:h2:file:" + directory.resolve("orders");
        try (JdbcOrderJournal journal = new JdbcOrderJournal(url)) {
            assertThat(journal.open()).isEmpty();
            journal.write(record("a", Phase.SUBMITTED));
            journal.write(record("b", Phase.SUBMITTED));
            journal.write(record("a", Phase.DONE));
        }

        try (JdbcOrderJournal journal = new JdbcOrderJournal(url)) {
            assertThat(journal.open()).containsExactlyInAnyOrder(record("a", Phase.DONE), record("b", Phase.SUBMITTED));
        }
    }

    @Test
    void whatCannotBeKeptIsSaid() {
        JdbcOrderJournal journal = new JdbcOrderJournal("jdbc:h2:file:" + directory.resolve("orders"));

        assertThatThrownBy(() -> journal.write(record("a", Phase.SUBMITTED)))
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> new JdbcOrderJournal("jdbc:nobody:x").open())
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("jdbc:nobody:x");
    }
}
