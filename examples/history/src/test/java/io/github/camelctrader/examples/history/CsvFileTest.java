package io.github.camelctrader.examples.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import io.github.camelctrader.client.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
    private static final Query QUERY = Query.of("EURUSD", "BID", "2025-01-01", "2025-01-02");

    /** Three ticks share each millisecond. */
    private final List<Tick> ticks = IntStream.range(0, 12)
            .mapToObj(index -> new Tick(
                    ProtoOAQuoteType.BID, QUERY.from() + index / 3 * 1_000L, BigDecimal.valueOf(108_500 + index, 5)))
            .toList();

    @TempDir
    Path folder;

    @Test
    void whateverWasWrittenWhenTheProcessEndedTheFileIsTheSame() throws Exception {
        Path part = folder.resolve("ticks.csv." + QUERY.id() + ".part");
        try (CsvFile csv = open()) {
            csv.write(ticks);
        }
        byte[] whole = Files.readAllBytes(part);

        for (int length = 0; length <= whole.length; length++) {
            Files.write(part, Arrays.copyOf(whole, length));
            try (CsvFile csv = open()) {
                long next = csv.next();
                csv.write(ticks.stream().filter(tick -> tick.time() >= next).toList());
                csv.finish(QUERY.to());
            }
            assertThat(folder.resolve("ticks.csv")).as("cut after " + length).hasBinaryContent(whole);
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void aRunningDownloadIsNotDisturbed() throws Exception {
        try (CsvFile running = open()) {
            running.write(ticks);
            assertThatThrownBy(this::open).isInstanceOfAny(IOException.class, IllegalStateException.class);
        }
    }

    @Test
    void anotherRangeIsAnotherFile() throws Exception {
        Query other = Query.of("EURUSD", "BID", "2024-01-01", "2025-01-02");
        try (CsvFile csv = open();
                CsvFile another = new CsvFile(other, folder.resolve("ticks.csv"), Finish.of(other, "ticks.csv"))) {
            csv.write(ticks);
            assertThat(another.next()).isEqualTo(other.from());
        }
    }

    @Test
    void aFileThatIsNothingKnownIsRefusedByName() {
        assertThatThrownBy(() -> Finish.of(QUERY, "ticks.xlsx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ticks.xlsx");
    }

    private CsvFile open() throws IOException {
        return new CsvFile(QUERY, folder.resolve("ticks.csv"), Finish.of(QUERY, "ticks.csv"));
    }
}
