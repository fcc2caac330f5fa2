package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.VirtualLoop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOrderJournalTest {
    @TempDir
    Path directory;

    @Test
    void aLaterProcessFindsTheNewestRecordOfEachOperation() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            assertThat(journal.open()).isEmpty();
            journal.write(record("a", Phase.SUBMITTED));
            journal.write(record("b", Phase.SUBMITTED));
            journal.write(record("a", Phase.DONE));
        }

        assertThat(reopened(file)).containsExactlyInAnyOrder(record("a", Phase.DONE), record("b", Phase.SUBMITTED));
    }

    @Test
    void theSameIdInTwoAccountsOrEnvironmentsIsTwoOperations() throws IOException {
        Path file = directory.resolve("orders.journal");
        ProtoOACancelOrderReq request = ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(17)
                .setOrderId(5)
                .build();
        List<OrderRecord> three = List.of(
                OrderRecord.submitted(Environment.DEMO, 17, "a", request, Records.START),
                OrderRecord.submitted(Environment.DEMO, 18, "a", request, Records.START),
                OrderRecord.submitted(Environment.LIVE, 17, "a", request, Records.START));
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            three.forEach(journal::write);
        }

        assertThat(reopened(file)).containsExactlyInAnyOrderElementsOf(three);
    }

    @Test
    void itsBoundsMayBeSetLater() {
        try (FileOrderJournal journal = new FileOrderJournal(directory.resolve("orders.journal"))) {
            journal.bound(Environment.DEMO, new JournalBounds(Duration.ofDays(7), 1));
            journal.open();
            journal.write(record("a", Phase.DONE));
            journal.write(record("b", Phase.DONE));

            assertThat(journal.open()).containsExactly(record("b", Phase.DONE));
        }
    }

    @Test
    void whatItReadBeforeItsCloseOrBeforeDamageIsNotTakenForWhatIsInItsPlaceNow() throws IOException {
        Path file = directory.resolve("orders.journal");
        FileOrderJournal journal = new FileOrderJournal(file);
        journal.open();
        journal.write(record("a", Phase.UNKNOWN));
        journal.close();
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(journal.open()).isEmpty();
        journal.write(record("b", Phase.UNKNOWN));
        journal.write(record("c", Phase.UNKNOWN));
        journal.close();

        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(journal::open).isInstanceOf(OrderJournalException.class);
        Files.write(file, content);
        assertThat(journal.open()).containsExactly(record("a", Phase.UNKNOWN));
        journal.close();
    }

    @Test
    void itIsMadeSmallerAlsoWhereEveryProcessWritesLittle() throws IOException {
        Path file = directory.resolve("orders.journal");
        for (int process = 0; process < 20; process++) {
            try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 10, 10)) {
                journal.open();
                for (int i = 0; i < 5; i++) {
                    journal.write(record("a", Phase.UNKNOWN));
                }
            }
        }

        int one = RecordFile.frame(record("a", Phase.UNKNOWN)).length;
        assertThat(file.toFile()).size().isLessThan(20 * one);
    }

    @Test
    void aShortFileOfSomebodyElseIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("orders.journal"), "mine");
        FileOrderJournal journal = new FileOrderJournal(file);

        assertThatThrownBy(journal::open)
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("is no order journal");
        assertThat(file).hasContent("mine");
    }

    @Test
    void openingAgainWhileItIsOpenTellsWhatIsInItNow() {
        try (FileOrderJournal journal = new FileOrderJournal(directory.resolve("orders.journal"))) {
            journal.open();
            journal.write(record("a", Phase.UNKNOWN));

            assertThat(journal.open()).containsExactly(record("a", Phase.UNKNOWN));
        }
    }

    @Test
    void itMayBeOpenedAgainAfterItsClose() {
        FileOrderJournal journal = new FileOrderJournal(directory.resolve("orders.journal"));
        journal.open();
        journal.write(record("a", Phase.UNKNOWN));
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.write(record("b", Phase.UNKNOWN)))
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining("closed");

        assertThat(journal.open()).containsExactly(record("a", Phase.UNKNOWN));
        journal.write(record("b", Phase.UNKNOWN));
        assertThat(journal.open()).hasSize(2);
        journal.close();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = Files.createFile(directory.resolve("orders.journal"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.deleteIfExists(file.resolveSibling("orders.journal.lock"));
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 1, 2)) {
            journal.open();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("from its opening on")
                    .isEqualTo("rw-------");
            IntStream.range(0, 10).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
        }

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aSecondJournalOfThisProcessIsRefused() {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal first = new FileOrderJournal(file);
                FileOrderJournal second = new FileOrderJournal(
                        directory.resolve("x/../orders.journal").normalize())) {
            first.open();

            assertThatThrownBy(second::open)
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining("open in this process already");
            first.write(record("a", Phase.UNKNOWN));
            first.close();
            assertThat(second.open()).containsExactly(record("a", Phase.UNKNOWN));
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = directory.resolve("target.journal");
        Path link = Files.createSymbolicLink(
                directory.resolve("link.journal"), Files.createFile(target).getFileName());
        try (FileOrderJournal journal = new FileOrderJournal(link, Duration.ofDays(7), 1, 2)) {
            journal.open();
            IntStream.range(0, 10).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
        }

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(reopened(target)).contains(record("done-9", Phase.DONE)).hasSizeLessThan(10);
    }

    @Test
    void itIsBoundedByWhatItKeeps() throws IOException {
        Path file = directory.resolve("orders.journal");
        long largest = 0;
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 5, 10)) {
            journal.open();
            journal.write(record("unknown", Phase.UNKNOWN));
            for (int i = 0; i < 500; i++) {
                journal.write(record("order-" + i, Phase.SUBMITTED));
                journal.write(record("order-" + i, Phase.ACCEPTED));
                journal.write(record("order-" + i, Phase.DONE));
                largest = Math.max(largest, Files.size(file));
            }
        }

        int frame = RecordFile.frame(record("order-100", Phase.SUBMITTED)).length;
        assertThat(largest).isLessThan(RecordFile.TITLE.length + 30L * frame);
        assertThat(reopened(file))
                .extracting(OrderRecord::operationId)
                .containsExactlyInAnyOrder("unknown", "order-495", "order-496", "order-497", "order-498", "order-499");
    }

    @Test
    void settledRecordsOlderThanTheRetentionAreGone() {
        VirtualLoop clock = new VirtualLoop();
        try (FileOrderJournal journal = onClock(clock)) {
            journal.open();
            journal.write(record("old", Phase.DONE));
            journal.write(record("resting", Phase.ACCEPTED));
            clock.advance(Duration.ofDays(7).plusNanos(1));
            journal.write(record("new", Phase.DONE));

            assertThat(journal.open()).extracting(OrderRecord::operationId).containsExactlyInAnyOrder("new", "resting");
        }
    }

    @Test
    void oneRecordOfAClockThatIsDaysAheadMakesNoOtherForgotten() {
        try (FileOrderJournal journal = onClock(new VirtualLoop())) {
            journal.open();
            IntStream.range(0, 50).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
            journal.write(record("ahead", Phase.DONE, Duration.ofDays(8)));
            journal.write(record("behind", Phase.DONE, Duration.ofDays(-8)));
        }

        assertThat(reopened(directory.resolve("orders.journal"))).hasSize(52);
    }

    @Test
    void whatAnEarlierProcessWroteIsAsOldAsTheOpening() {
        VirtualLoop clock = new VirtualLoop();
        try (FileOrderJournal journal = onClock(clock)) {
            journal.open();
            journal.write(record("old", Phase.DONE));
            clock.advance(Duration.ofDays(6));
        }
        try (FileOrderJournal journal = onClock(clock)) {
            journal.open();
            clock.advance(Duration.ofDays(7));
            assertThat(journal.open()).hasSize(1);
            clock.advance(Duration.ofNanos(1));
            assertThat(journal.open()).isEmpty();
        }
    }

    @Test
    void aCompactionThatFailsLosesNothing() throws IOException {
        Path file = directory.resolve("orders.journal");
        Path inTheWay = Files.createDirectories(directory.resolve("orders.journal.new/occupied"));
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 3, 2)) {
            journal.open();
            IntStream.range(0, 12).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
            long grown = Files.size(file);
            Files.delete(inTheWay);
            IntStream.range(12, 20).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
            assertThat(Files.size(file)).isLessThan(grown);
        }

        assertThat(reopened(file)).extracting(OrderRecord::operationId).contains("done-17", "done-18", "done-19");
    }

    @Test
    void connectionsOfBothEnvironmentsMayWriteAtOnce() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 1000, 20)) {
            journal.open();
            CompletableFuture<?>[] writers = IntStream.range(0, 4)
                    .mapToObj(writer -> CompletableFuture.runAsync(() ->
                            IntStream.range(0, 25).forEach(i -> journal.write(record(writer + "-" + i, Phase.DONE)))))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(writers).join();
        }

        assertThat(reopened(file)).hasSize(100);
    }

    @Test
    void anInterruptedWriterDoesNotCloseItForTheOthers() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            Thread.currentThread().interrupt();
            journal.write(record("interrupted", Phase.UNKNOWN));
            assertThat(Thread.interrupted()).isTrue();
            journal.write(record("next", Phase.UNKNOWN));
        }

        assertThat(reopened(file)).hasSize(2);
    }

    @Test
    void anInterruptedWriterMakesItAnewAllTheSame() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file, Duration.ofDays(7), 3, 4)) {
            Thread.currentThread().interrupt();
            journal.open();
            for (int i = 0; i < 12; i++) {
                journal.write(record("done-" + i, Phase.DONE));
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Files.size(file)).isLessThan(12L * RecordFile.frame(record("done-0", Phase.DONE)).length);
        }

        assertThat(reopened(file)).extracting(OrderRecord::operationId).contains("done-9", "done-10", "done-11");
    }

    @Test
    void whatSomebodyElseHadLockedMayBeOpenedAfterwards() throws IOException {
        Path lockFile = directory.resolve("orders.journal.lock");
        try (FileOrderJournal journal = new FileOrderJournal(directory.resolve("orders.journal"))) {
            try (FileChannel other = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                other.lock();
                assertThatThrownBy(journal::open)
                        .isInstanceOf(OrderJournalException.class)
                        .hasMessageContaining("belongs to another process");
            }

            assertThat(journal.open()).isEmpty();
        }
    }

    @Test
    void noThreadKeepsTheOthersOut() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            List<Runnable> calls = List.of(
                    journal::open,
                    () -> journal.write(record("a", Phase.UNKNOWN)),
                    () -> journal.bound(Environment.DEMO, JournalBounds.DEFAULT),
                    journal::close);
            for (Runnable call : calls) {
                call.run();
                assertThat(CompletableFuture.supplyAsync(journal::open)).succeedsWithin(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path file = directory.resolve("nowhere/orders.journal");

        assertThatThrownBy(() -> new FileOrderJournal(file).open())
                .isInstanceOf(OrderJournalException.class)
                .hasMessageContaining(file.toString());
    }

    private FileOrderJournal onClock(VirtualLoop clock) {
        return new FileOrderJournal(
                directory.resolve("orders.journal"), JournalBounds.DEFAULT, 1000, Disk.system(), clock);
    }

    private static List<OrderRecord> reopened(Path file) {
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            return journal.open();
        }
    }
}
