package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.ChildProcess;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one journal; processes that are killed; and disks that are full. */
class JournalProcessTest {
    @TempDir
    Path directory;

    @Test
    void whatAKilledProcessWroteIsThereAndItsLockIsNot() throws IOException {
        Path file = directory.resolve("orders.journal");
        int safe;
        try (ChildProcess child = JournalChild.start(file, "")) {
            assertThat(child.nextLine()).isEqualTo("found 0");
            safe = 50;
            for (int i = 0; i < safe; i++) {
                assertThat(child.nextLine()).isEqualTo("safe " + i);
            }
            try (FileOrderJournal second = new FileOrderJournal(file)) {
                assertThatThrownBy(second::open)
                        .isInstanceOf(OrderJournalException.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining("belongs to another process");
            }
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
            assertThat(ReadJournal.run(new String[] {file.toString()}, out, out))
                    .isZero();
            assertThat(shown.toString(StandardCharsets.UTF_8).lines()).hasSizeGreaterThanOrEqualTo(safe);
        }

        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            assertThat(journal.open())
                    .extracting(OrderRecord::operationId)
                    .containsAll(
                            IntStream.range(0, safe).mapToObj(i -> "order-" + i).toList());
        }
    }

    @Test
    void aLockFileThatSomebodyRemovedLetsNobodyIn() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (ChildProcess child = JournalChild.start(file, "")) {
            assertThat(child.nextLine()).isEqualTo("found 0");
            assertThat(child.nextLine()).isEqualTo("safe 0");
            Files.delete(directory.resolve("orders.journal.lock"));
            assertThatItBelongsToAnotherProcess(file);

            assertThatItBelongsToAnotherProcess(Files.createLink(directory.resolve("link.journal"), file));
            for (int i = 1; i < 50; i++) {
                assertThat(child.nextLine()).isEqualTo("safe " + i);
            }
        }
        assertThat(operationsIn(file))
                .containsAll(IntStream.range(0, 50).mapToObj(i -> "order-" + i).toList());
    }

    @Test
    void itStaysLockedAfterItWasMadeAnewAndAfterItWasReadHere() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 1, 2)) {
            journal.open();
            IntStream.range(0, 10).forEach(i -> journal.write(Records.record("done-" + i, Phase.DONE)));
            // Where locks belong to the process, this gives the lock up; the next record takes it again.
            assertThat(Files.readAllBytes(file)).isNotEmpty();
            journal.write(Records.record("next", Phase.UNKNOWN));
            Files.delete(directory.resolve("orders.journal.lock"));

            try (ChildProcess child = JournalChild.start(file, "")) {
                assertThat(child.nextLine())
                        .startsWith("failed The order journal " + file + " belongs to another process");
            }
            journal.write(Records.record("last", Phase.UNKNOWN));
        }
        assertThat(operationsIn(file)).contains("next", "last");
    }

    @Test
    void aSecondProcessThatGotInIsNoticedBeforeTheNextRecord() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            journal.write(Records.record("mine", Phase.UNKNOWN));
            assertThat(Files.readAllBytes(file)).isNotEmpty();
            Files.delete(directory.resolve("orders.journal.lock"));
            try (ChildProcess child = JournalChild.start(file, "")) {
                assertThat(child.nextLine()).isEqualTo("found 1");
                assertThat(child.nextLine()).isEqualTo("safe 0");

                assertThatThrownBy(() -> journal.write(Records.record("mine too", Phase.UNKNOWN)))
                        .isInstanceOf(OrderJournalException.class);
                for (int i = 1; i < 20; i++) {
                    assertThat(child.nextLine()).isEqualTo("safe " + i);
                }
            }
        }
        assertThat(operationsIn(file)).contains("mine", "order-19").doesNotContain("mine too");
    }

    @Test
    void aProcessWhoseDiskIsFullSaysSoAndKeepsWhatWasSafe() throws IOException {
        Path file = directory.resolve("orders.journal");
        int safe = 0;
        String line;
        // Files of this process cannot grow beyond 4 KiB, which it meets as it would a full disk.
        try (ChildProcess child = JournalChild.start(file, "ulimit -f 4; ")) {
            assertThat(child.nextLine()).isEqualTo("found 0");
            for (line = child.nextLine(); line.equals("safe " + safe); line = child.nextLine()) {
                safe++;
            }
        }

        assertThat(line).startsWith("failed The order journal " + file + " cannot be written: ");
        assertThat(safe).isPositive();
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            assertThat(journal.open())
                    .extracting(OrderRecord::operationId)
                    .containsExactlyElementsOf(
                            IntStream.range(0, safe).mapToObj(i -> "order-" + i).toList());
        }
    }

    private static void assertThatItBelongsToAnotherProcess(Path file) {
        try (FileOrderJournal second = new FileOrderJournal(file)) {
            assertThatThrownBy(second::open)
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("belongs to another process");
        }
    }

    private static List<String> operationsIn(Path file) {
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            return journal.open().stream().map(OrderRecord::operationId).toList();
        }
    }
}
