package io.github.camelctrader.examples.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketDataTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void quotesAndBarsAreInTheDataBaseAndBarsAreBuiltAsTheServerHasThem() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("market");
        MarketData example = new MarketData(url, new PrintStream(said, true, StandardCharsets.UTF_8));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                example.run(Map.of(), 120);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.isDone() || example.ownBars.same() >= 3 && example.ladder.shown() >= 1);
        } finally {
            example.stop();
            running.join();
        }

        assertThat(example.ownBars.different())
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            assertThat(number(connection, "select count(*) from quotes where ask > bid"))
                    .isPositive();
            assertThat(number(connection, "select count(*) from bars")).isGreaterThanOrEqualTo(3);
            assertThat(number(connection, "select count(*) from bars where high_price < low_price"))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("as the server's", "closed bars more are in the data base");
    }

    private static long number(Connection connection, String query) throws Exception {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
