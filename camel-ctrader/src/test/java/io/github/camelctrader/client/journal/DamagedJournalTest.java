package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves behind is put right, and what cannot come from a crash is reported. */
class DamagedJournalTest {
    private static final OrderRecord FIRST = record("first", Phase.SUBMITTED);
    private static final OrderRecord LAST = record("last", Phase.SUBMITTED);
    private static final OrderRecord NEXT = record("next", Phase.SUBMITTED);

    @TempDir
    Path directory;

    private Path file;
    private byte[] whole;
    private int startOfLast;

    @BeforeEach
    void writeTwoRecords() throws IOException {
        file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            journal.write(FIRST);
            startOfLast = (int) Files.size(file);
            journal.write(LAST);
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void aRecordTornAtAnyByteIsCutOffAndTheNextOneTakesItsPlace() throws IOException {
        for (int length = startOfLast; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(reopenedAndWritten()).as("%d bytes", length).containsExactly(FIRST);
            assertThat(reopened()).as("%d bytes", length).containsExactly(FIRST, NEXT);
        }
    }

    @Test
    void soIsOneWhoseEndWasNeverFilled() throws IOException {
        for (int length = startOfLast; length <= whole.length - Integer.BYTES; length++) {
            Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));

            assertThat(reopenedAndWritten()).as("zeros from %d", length).containsExactly(FIRST);
            assertThat(reopened()).as("zeros from %d", length).containsExactly(FIRST, NEXT);
        }
    }

    @Test
    void aTitleTornAtAnyByteIsAnEmptyJournal() throws IOException {
        for (int length = 0; length <= RecordFile.TITLE.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(reopenedAndWritten()).as("%d bytes", length).isEmpty();
            assertThat(reopened()).as("%d bytes", length).containsExactly(NEXT);
        }
    }

    @Test
    void aBitThatChangedIsReportedAndNothingIsTouched() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(file, damaged);

            assertThatThrownBy(this::reopened)
                    .as("byte %d", at)
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("nothing was changed in it");
            assertThat(Files.readAllBytes(file)).as("byte %d", at).isEqualTo(damaged);
        }
    }

    @Test
    void theReportTellsWhere() throws IOException {
        byte[] damaged = whole.clone();
        damaged[startOfLast + 20] ^= 1;
        Files.write(file, damaged);

        assertThatThrownBy(this::reopened).hasMessageContaining("damaged at byte " + startOfLast + ", after 1 records");
    }

    @Test
    void afterTheReportTheFileMayBePutRight() throws IOException {
        byte[] damaged = whole.clone();
        damaged[startOfLast + 20] ^= 1;
        Files.write(file, damaged);
        FileOrderJournal journal = new FileOrderJournal(file);
        assertThatThrownBy(journal::open).isInstanceOf(OrderJournalException.class);
        Files.write(file, whole);

        assertThat(journal.open()).containsExactly(FIRST, LAST);
        journal.close();
    }

    @Test
    void anotherFileIsNotTakenForAJournal() throws IOException {
        Files.writeString(file, "the diary of somebody else");

        assertThatThrownBy(this::reopened)
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining(file + " is no order journal");
        assertThat(file).hasContent("the diary of somebody else");
    }

    private List<OrderRecord> reopened() {
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            return journal.open();
        }
    }

    private List<OrderRecord> reopenedAndWritten() {
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            List<OrderRecord> found = journal.open();
            journal.write(NEXT);
            return found;
        }
    }
}
