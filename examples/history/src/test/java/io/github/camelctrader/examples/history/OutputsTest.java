package io.github.camelctrader.examples.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One range into every kind of output, read back by somebody else. */
class OutputsTest {
    private static final int MINUTES_OF_TWO_DAYS = 2 * (24 * 60 - 10);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void barsAreTheSameInAllOutputs() throws Exception {
        Query query = Query.of("EURUSD", "M1", "2025-03-04", "2025-03-06");
        String csv = download(query, "bars.csv");
        String parquet = download(query, "bars.parquet");
        String zip = download(query, "bars.csv.gz");
        String dataBase = "jdbc:h2:" + folder.resolve("bars");
        run(query, dataBase);

        List<Object> sums = row(
                "jdbc:duckdb:",
                "select count(*), sum(open), sum(high), sum(low), sum(close), sum(tickVolume), "
                        + "min(openTime), max(openTime) from (select openTime, open::decimal(18,5) as open, high::decimal(18,5) as high, "
                        + "low::decimal(18,5) as low, close::decimal(18,5) as close, tickVolume from '" + csv + "')");
        assertThat(sums.get(0)).isEqualTo("" + MINUTES_OF_TWO_DAYS);
        assertThat(row(
                        "jdbc:duckdb:",
                        "select count(*), sum(open), sum(high), sum(low), sum(close), sum(tickVolume), "
                                + "min(epoch_ms(openTime)), max(epoch_ms(openTime)) from '" + parquet + "'"))
                .isEqualTo(sums);
        assertThat(row(
                        dataBase,
                        "select count(*), sum(open_price), sum(high_price), sum(low_price), sum(close_price), "
                                + "sum(tick_volume), min(open_time), max(open_time) from bars"))
                .isEqualTo(sums);
        try (GZIPInputStream unzipped = new GZIPInputStream(Files.newInputStream(Path.of(zip)))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of(csv)));
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(MINUTES_OF_TWO_DAYS + " rows more, all are there");
    }

    @Test
    void ticksAreTheSameInAllOutputs() throws Exception {
        Query query = Query.of("EURUSD", "ASK", "2025-03-04", "2025-03-05T12:00:00Z");
        String csv = download(query, "ticks.csv");
        String parquet = download(query, "ticks.parquet");
        String dataBase = "jdbc:h2:" + folder.resolve("ticks");
        run(query, dataBase);
        run(query, dataBase);

        List<Object> sums = row(
                "jdbc:duckdb:",
                "select count(*), sum(price::decimal(18,5)), sum(time), count(distinct side) from '" + csv + "'");
        assertThat(Integer.parseInt((String) sums.get(0))).isGreaterThan(3_000);
        assertThat(row(
                        "jdbc:duckdb:",
                        "select count(*), sum(price), sum(epoch_ms(time)), count(distinct side) from '" + parquet
                                + "'"))
                .isEqualTo(sums);
        assertThat(row(dataBase, "select count(*), sum(price), sum(tick_time), count(distinct side) from ticks"))
                .as("asked for twice")
                .isEqualTo(sums);
    }

    @Test
    void aRangeThatIsNotOverGoesOnAnotherTime() throws Exception {
        Query query = Query.of(
                "EURUSD", "M1", LocalDate.now(ZoneOffset.UTC).minusDays(4).toString(), "2035-01-01");
        String csv = download(query, "bars.csv");
        String dataBase = "jdbc:h2:" + folder.resolve("bars");
        run(query, dataBase);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("; the same command goes on from then");
        assertThat(folder.resolve("bars.csv." + query.id() + ".part")).exists();
        assertThat(Long.parseLong((String)
                        row(dataBase, "select done_until from downloads").get(0)))
                .isBetween(query.from(), System.currentTimeMillis());
        long dayAgo = System.currentTimeMillis() - Duration.ofHours(25).toMillis();
        List<String> before = olderRows(csv, dayAgo);
        run(query, csv);
        assertThat(olderRows(csv, dayAgo)).hasSizeGreaterThan(1_000).isEqualTo(before);
    }

    /** Without those of the last day, which another simulator makes a little otherwise. */
    private static List<String> olderRows(String csv, long until) throws IOException {
        return Files.readAllLines(Path.of(csv)).stream()
                .skip(1)
                .filter(row -> Long.parseLong(row.substring(0, row.indexOf(','))) < until)
                .toList();
    }

    private String download(Query query, String name) throws Exception {
        String file = folder.resolve(name).toString();
        run(query, file);
        return file;
    }

    private void run(Query query, String into) throws Exception {
        new History(query, into, new PrintStream(said, true, StandardCharsets.UTF_8)).run(Map.of(), false);
    }

    private static List<Object> row(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            List<Object> values = new ArrayList<>();
            for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                values.add(found.getString(column));
            }
            return values;
        }
    }
}
