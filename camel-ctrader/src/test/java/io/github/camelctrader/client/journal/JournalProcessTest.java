package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        try (JournalChild child = JournalChild.start(file, "")) {
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
    void aProcessWhoseDiskIsFullSaysSoAndKeepsWhatWasSafe() throws IOException {
        Path file = directory.resolve("orders.journal");
        int safe = 0;
        String line;
        // Files of this process cannot grow beyond 4 KiB, which it meets as it would a full disk.
        try (JournalChild child = JournalChild.start(file, "ulimit -f 4; ")) {
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
}
