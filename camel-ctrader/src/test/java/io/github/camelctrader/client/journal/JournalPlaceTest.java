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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to the file of a journal that is open: nothing is written, nothing of theirs is lost, all can be put right. */
class JournalPlaceTest {
    private static final JournalBounds BOUNDS = new JournalBounds(Duration.ofDays(7), 3);

    @TempDir
    Path directory;

    private Path home;
    private Path file;
    private FileOrderJournal journal;

    /** What may be done to a file. */
    interface Deed {
        void to(Path file) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        file = home.resolve("orders.journal");
        journal = new FileOrderJournal(file, Duration.ofDays(7), 3, 4);
        journal.open();
        journal.write(record("before", Phase.UNKNOWN));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    static List<Arguments> deeds() {
        return List.of(
                deed("it is not there any more", Files::delete),
                deed("it is not there any more", path -> Files.move(path, path.resolveSibling("old"))),
                deed("it is not there any more", path -> moveAway(parent(path))),
                deed("another file is in its place", JournalPlaceTest::replaceByCopy),
                deed("another file is in its place", path -> {
                    Files.delete(path);
                    Files.createDirectory(path);
                }),
                deed("another file is in its place", path -> {
                    Path parent = parent(path);
                    moveAway(parent);
                    Files.createDirectory(parent);
                    Files.write(path, RecordFile.TITLE);
                }),
                deed("somebody else changed it", path -> Files.write(path, new byte[0])),
                deed("somebody else changed it", path -> Files.writeString(path, "x", StandardOpenOption.APPEND)),
                deed(
                        "somebody else changed it",
                        path -> Files.write(
                                path,
                                RecordFile.frame(record("another's", Phase.UNKNOWN)),
                                StandardOpenOption.APPEND)));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void nothingIsWrittenAndTheReasonIsGiven(String reason, Deed deed) throws IOException {
        deed.to(file);
        byte[] left = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> journal.write(record("after", Phase.SUBMITTED)))
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("The order journal " + file + " is not as it was written, " + reason)
                    .hasMessageContaining("no order is sent, until that file is back in its place");
        }
        assertThat(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0])
                .isEqualTo(left);
        assertThat(journal.open()).containsExactly(record("before", Phase.UNKNOWN));
    }

    @Test
    void itGoesOnWhenTheRightFileIsBack() throws IOException {
        Path away = Files.move(file, file.resolveSibling("away"));
        assertThatThrownBy(() -> journal.write(record("refused", Phase.SUBMITTED)))
                .isInstanceOf(OrderJournalException.class);
        Files.move(away, file);

        journal.write(record("after", Phase.SUBMITTED));
        journal.close();

        assertThat(reopened(file)).extracting(OrderRecord::operationId).containsExactly("before", "after");
    }

    @Test
    void itGoesOnWhenWhatWasAddedIsGoneAgain() throws IOException {
        byte[] mine = Files.readAllBytes(file);
        Files.writeString(file, "by mistake", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> journal.write(record("refused", Phase.SUBMITTED)))
                .isInstanceOf(OrderJournalException.class);
        Files.write(file, mine);

        journal.write(record("after", Phase.SUBMITTED));
        journal.close();

        assertThat(reopened(file)).extracting(OrderRecord::operationId).containsExactly("before", "after");
    }

    @Test
    void aLinkThatLeadsElsewhereNowIsNotThatFile() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.journal"), Path.of("target.journal"));
        Files.createFile(directory.resolve("target.journal"));
        try (FileOrderJournal linked = new FileOrderJournal(link)) {
            linked.open();
            linked.write(record("before", Phase.UNKNOWN));
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("home/orders.journal"));

            assertThatThrownBy(() -> linked.write(record("after", Phase.SUBMITTED)))
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("another file is in its place");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterItWasMadeAnewTheNewFileIsTheOpenOneAndPrivateAndWhole(boolean movesOpenFiles) throws IOException {
        Path other = directory.resolve("anew.journal");
        BrokenDisk disk = new BrokenDisk();
        disk.movesOpenFiles = movesOpenFiles;
        try (FileOrderJournal anew = new FileOrderJournal(other, BOUNDS, 4, disk, Ticker.system())) {
            anew.open();
            Object first = fileKey(other);
            Path former = Files.createLink(directory.resolve("former.journal"), other);
            // The twelfth is the first one in the new file.
            IntStream.range(0, 12).forEach(i -> anew.write(record("done-" + i, Phase.DONE)));
            assertThat(fileKey(other)).isNotEqualTo(first);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> new FileOrderJournal(other).open()).isInstanceOf(OrderJournalException.class);
            assertThat(reopened(former))
                    .as("the former file has no owner any more")
                    .isNotEmpty();

            Files.delete(other);
            assertThatThrownBy(() -> IntStream.range(0, 20).forEach(i -> anew.write(record("lost-" + i, Phase.DONE))))
                    .isInstanceOf(OrderJournalException.class);
            assertThat(Files.exists(other)).isFalse();
        }
    }

    @Test
    void whatSomebodyElsePutInItsPlaceIsNotReplaced() throws IOException {
        IntStream.range(0, 8).forEach(i -> journal.write(record("done-" + i, Phase.DONE)));
        Files.delete(file);
        Files.writeString(file, "of somebody else");

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> journal.write(record("after", Phase.DONE)))
                    .isInstanceOf(OrderJournalException.class);
        }
        assertThat(file).hasContent("of somebody else");
    }

    @Test
    void whatSomebodyElseAddedWhileItWasClosedIsReportedAndStays() throws IOException {
        journal.close();
        for (String added : List.of("x", "\n", "abc", "a note of somebody", "0123456789".repeat(50))) {
            byte[] mine = Files.readAllBytes(file);
            Files.writeString(file, added, StandardOpenOption.APPEND);
            byte[] left = Files.readAllBytes(file);

            assertThatThrownBy(() -> journal.open())
                    .as(added)
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("is damaged at byte " + mine.length);
            assertThat(Files.readAllBytes(file)).as(added).isEqualTo(left);
            Files.write(file, mine);
        }
    }

    @Test
    void aHardLinkIsTheSameFile() throws IOException {
        Path link = Files.createLink(directory.resolve("link.journal"), file);
        try (FileOrderJournal second = new FileOrderJournal(link)) {
            assertThatThrownBy(second::open)
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("open in this process already");
        }
        journal.write(record("after", Phase.SUBMITTED));
        journal.close();
        assertThat(reopened(link)).hasSize(2);
    }

    private static Arguments deed(String reason, Deed deed) {
        return Arguments.of(reason, deed);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void moveAway(Path path) throws IOException {
        Files.move(path, path.resolveSibling(path.getFileName() + ".away"));
    }

    private static void replaceByCopy(Path path) throws IOException {
        Path copy = Files.copy(path, path.resolveSibling("copy"));
        Files.move(copy, path, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Object fileKey(Path path) throws IOException {
        return LockedFile.attributes(path).fileKey();
    }

    private static List<OrderRecord> reopened(Path file) {
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            return journal.open();
        }
    }
}
