package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full or broken: nothing of ours fills them further, and what they did not take is not relied on. */
class FullDiskTest {
    private static final JournalBounds BOUNDS = new JournalBounds(Duration.ofDays(7), 3);

    @TempDir
    Path directory;

    private final BrokenDisk disk = new BrokenDisk();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCompactionThatFailsLeavesNothingBehindAndTheJournalGoesOn(boolean movesOpenFiles) throws IOException {
        disk.movesOpenFiles = movesOpenFiles;
        try (FileOrderJournal journal = opened()) {
            IntStream.range(0, 8).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
            // The ninth record makes the file too long, and its compaction is what fails.
            disk.failAfter(1, 1);
            journal.write(record("done-8", Phase.DONE));
            assertThat(left()).containsExactlyInAnyOrder("orders.journal", "orders.journal.lock");

            journal.write(record("done-9", Phase.DONE));
        }
        assertThat(reopened()).extracting(OrderRecord::operationId).contains("done-7", "done-8", "done-9");
    }

    @Test
    void aFileWhoseRecordsMayNotBeOnTheDiskIsNotOpenedAndIsFreeForTheNextOne() {
        try (FileOrderJournal journal = opened()) {
            journal.write(record("before", Phase.DONE));
        }
        disk.failAfter(0, 1);
        assertThatThrownBy(this::opened)
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("cannot be opened");

        try (FileOrderJournal journal = opened()) {
            journal.write(record("a", Phase.DONE));
        }
        assertThat(reopened()).extracting(OrderRecord::operationId).containsExactly("before", "a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 24, 100})
    void whatAnEarlierProcessLeftIsDeletedAtTheOpening(int length) throws IOException {
        byte[] left = Arrays.copyOf(RecordFile.TITLE, RecordFile.TITLE.length + 100);
        Files.write(directory.resolve("orders.journal.new"), Arrays.copyOf(left, length));

        try (FileOrderJournal journal = opened()) {
            assertThat(left()).containsExactlyInAnyOrder("orders.journal", "orders.journal.lock");
            journal.write(record("a", Phase.DONE));
        }
    }

    @Test
    void aLeftoverThatAppearsWhileItIsOpenIsNotInTheWay() throws IOException {
        try (FileOrderJournal journal = opened()) {
            Files.write(directory.resolve("orders.journal.new"), RecordFile.TITLE);
            IntStream.range(0, 20).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));

            assertThat(left()).containsExactlyInAnyOrder("orders.journal", "orders.journal.lock");
        }
    }

    @Test
    void aLeftoverThatCannotBeDeletedMayBeOutOfTheWayAtTheNextOpening() throws IOException {
        Files.write(directory.resolve("orders.journal.new"), RecordFile.TITLE);
        disk.deletes = false;
        assertThatThrownBy(this::opened)
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("cannot be opened");
        disk.deletes = true;

        try (FileOrderJournal journal = opened()) {
            journal.write(record("a", Phase.UNKNOWN));
        }
        assertThat(reopened()).hasSize(1);
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Path notOurs = Files.writeString(directory.resolve("orders.journal.new"), "the diary of somebody else");

        try (FileOrderJournal journal = opened()) {
            IntStream.range(0, 20).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
        }

        assertThat(notOurs).hasContent("the diary of somebody else");
        assertThat(reopened()).extracting(OrderRecord::operationId).contains("done-17", "done-18", "done-19");
    }

    @Test
    void aRecordThatWasNotBroughtToTheDiskIsTakenBackAndTheFileIsMadeAnew() throws IOException {
        try (FileOrderJournal journal = opened()) {
            journal.write(record("a", Phase.UNKNOWN));
            Object first =
                    LockedFile.attributes(directory.resolve("orders.journal")).fileKey();
            disk.failAfter(0, 2);
            long before = Files.size(directory.resolve("orders.journal"));
            for (String id : List.of("refused", "refused too")) {
                assertThatThrownBy(() -> journal.write(record(id, Phase.SUBMITTED)))
                        .isInstanceOf(OrderJournalException.class)
                        .hasMessageContaining("cannot be written: No space left on device");
                assertThat(Files.size(directory.resolve("orders.journal"))).isEqualTo(before);
                assertThat(left()).containsExactlyInAnyOrder("orders.journal", "orders.journal.lock");
            }

            journal.write(record("b", Phase.SUBMITTED));
            assertThat(LockedFile.attributes(directory.resolve("orders.journal"))
                            .fileKey())
                    .isNotEqualTo(first);
        }
        assertThat(reopened()).extracting(OrderRecord::operationId).containsExactly("a", "b");
    }

    @Test
    void afterAFailureTooWhatSomebodyElsePutInItsPlaceIsNotReplaced() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = opened()) {
            journal.write(record("a", Phase.UNKNOWN));
            disk.failAfter(0, 1);
            assertThatThrownBy(() -> journal.write(record("refused", Phase.SUBMITTED)))
                    .isInstanceOf(OrderJournalException.class);
            Files.delete(file);
            Files.writeString(file, "of somebody else");

            assertThatThrownBy(() -> journal.write(record("b", Phase.SUBMITTED)))
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("another file is in its place");
            assertThat(file).hasContent("of somebody else");
            assertThat(left()).containsExactlyInAnyOrder("orders.journal", "orders.journal.lock");
        }
    }

    private FileOrderJournal opened() {
        FileOrderJournal journal =
                new FileOrderJournal(directory.resolve("orders.journal"), BOUNDS, 2, disk, Ticker.system());
        journal.open();
        return journal;
    }

    private List<OrderRecord> reopened() {
        try (FileOrderJournal journal = new FileOrderJournal(directory.resolve("orders.journal"))) {
            return journal.open();
        }
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
