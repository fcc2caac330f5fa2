package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route of the cookbook does what its heading says. */
class CookbookTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final DocPage PAGE = DocPage.of("docs/cookbook.md");

    private final SimulatorCamel camel = new SimulatorCamel(CTraderSimulator.builder()
            .clock(Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC))
            .feedPaused()
            .start());
    private final LogLines log = new LogLines();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @BeforeEach
    void configure() {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        Properties properties = new Properties();
        properties.setProperty("data", data.toString());
        camel.context.getPropertiesComponent().setInitialProperties(properties);
        quote("1.08500", "1.08510");
    }

    @AfterEach
    void stop() {
        camel.close();
        log.close();
    }

    @Test
    void everyRecipeIsExecutedHere() throws IOException {
        String here = Files.readString(Path.of("src/test/java/io/github/camelctrader/CookbookTest.java"));

        assertThat(PAGE.headings()).hasSize(15).allMatch(heading -> here.contains("start(\"" + heading + "\")"));
    }

    @Test
    void accounts() throws Exception {
        start("Which accounts a token opens");

        awaitLine("accounts", line -> line.startsWith("account " + SimulatorCamel.ACCOUNT + ", login "));
        assertThat(log.of("accounts")).anyMatch(line -> line.endsWith("live: false"));
    }

    @Test
    void quotesIntoAFile() throws Exception {
        start("Quotes into a file");

        awaitFile("quotes.jsonl", lines -> !lines.isEmpty());
        quote("1.08520", "1.08530");
        awaitFile("quotes.jsonl", lines -> lines.stream().anyMatch(line -> line.contains("\"bid\":\"108520\"")));
        assertThat(lines("quotes.jsonl")).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void executionsIntoTheLogAndAFile() throws Exception {
        start("Executions into the log and a file");
        start("Buy, with a stop loss and a take profit");

        camel.template().requestBody("direct:buy", "");

        awaitLine("executions", line -> line.startsWith("ORDER_FILLED: order "));
        awaitFile("fills.jsonl", lines -> !lines.isEmpty());
        assertThat(lines("fills.jsonl")).singleElement().asString().contains("ORDER_FILLED");
        assertThat(log.of("executions")).anyMatch(line -> line.startsWith("ORDER_ACCEPTED"));
    }

    @Test
    void buyWithProtection() throws Exception {
        start("Buy, with a stop loss and a take profit");

        camel.template().requestBody("direct:buy", "");

        ProtoOAPosition position = positions().get(0);
        assertThat(position.getTradeData().getVolume()).isEqualTo(100_000);
        assertThat(position.getStopLoss()).isEqualTo(1.0801);
        assertThat(position.getTakeProfit()).isEqualTo(1.0951);
        assertThat(log.of("buy")).containsExactly("bought at 1.0851, position " + position.getPositionId());
    }

    @Test
    void closeEveryPosition() throws Exception {
        start("Buy, with a stop loss and a take profit");
        start("Close every position");
        camel.template().requestBody("direct:buy", "");
        camel.template().requestBody("direct:buy", "");
        assertThat(positions()).hasSize(2);

        camel.template().requestBody("direct:close-all", "");

        assertThat(positions()).isEmpty();
    }

    @Test
    void amendTheStopLoss() throws Exception {
        start("Buy, with a stop loss and a take profit");
        start("Amend the stop loss");
        camel.template().requestBody("direct:buy", "");
        long positionId = positions().get(0).getPositionId();

        for (String price : List.of("1.08", "1.2")) {
            camel.template()
                    .requestBody("direct:stop-loss", "{\"positionId\":" + positionId + ",\"stopLoss\":" + price + "}");
        }

        assertThat(positions().get(0).getStopLoss()).isEqualTo(1.08);
        assertThat(positions().get(0).getTakeProfit()).isEqualTo(1.0951);
        assertThat(log.of("stop-loss"))
                .containsExactly(
                        "position " + positionId + " now has the stop loss 1.08", "refused: TRADING_BAD_STOPS");
    }

    @Test
    void ordersFromFilesEachOnce() throws Exception {
        String order = """
                {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "SELL", "volumeInLots": 0.01}""";
        Files.createDirectories(data.resolve("inbox"));

        for (int round = 1; round <= 2; round++) {
            Files.writeString(data.resolve("new"), order);
            Files.move(data.resolve("new"), data.resolve("inbox/first.json"));
            if (round == 1) {
                start("Orders from files, each once");
            }
            awaitFile("answers/first.json", lines -> !lines.isEmpty());
            await().atMost(PATIENCE).until(() -> !Files.exists(data.resolve("inbox/first.json")));
            Files.delete(data.resolve("answers/first.json"));
        }

        assertThat(positions()).hasSize(1);
    }

    @Test
    void barsAsTheyClose() throws Exception {
        start("Bars of one minute, as they close");
        await().atMost(PATIENCE).until(() -> camel.simulator.journal().count(DEMO, 2135) > 0);

        AtomicInteger minutes = new AtomicInteger();
        awaitFile("EURUSD-M1.csv", lines -> {
            int minute = minutes.incrementAndGet();
            camel.simulator.clockOffset(Duration.ofMinutes(minute));
            quote("1.085" + (10 + minute), "1.08600");
            return !lines.isEmpty();
        });

        assertThat(lines("EURUSD-M1.csv").get(0))
                .matches("\\d{13},1\\.085\\d{2},1\\.085\\d{2},1\\.085\\d{2},1\\.085\\d{2},\\d+");
    }

    @Test
    void barsOfThePast() throws Exception {
        start("Bars of the past");
        Instant end = camel.simulator.serverTime().minus(Duration.ofDays(1));

        camel.template()
                .requestBody(
                        "direct:history",
                        "{\"symbolName\": \"EURUSD\", \"period\": \"H1\", \"fromTimestamp\": "
                                + end.minus(Duration.ofDays(2)).toEpochMilli() + ", \"toTimestamp\": "
                                + end.toEpochMilli() + "}");

        assertThat(lines("history.csv")).hasSizeGreaterThan(20).isSorted().allMatch(line -> line.endsWith(",true"));
    }

    @Test
    void theOrderBook() throws Exception {
        start("The order book as a ladder");

        awaitLine("ladder", ladder -> ladder.contains("1.08500 ") && ladder.contains("1.08510 "));
        assertThat(log.of("ladder"))
                .anySatisfy(ladder -> assertThat(Arrays.asList(ladder.split("-{33}")))
                        .hasSize(2)
                        .first()
                        .asString()
                        .contains("1.08510 "));
    }

    @Test
    void anAlert() throws Exception {
        start("An alert when a price crosses a line");
        await().atMost(PATIENCE).until(() -> camel.context.getVariable("global:side") != null);

        for (String bid : List.of("1.09999", "1.10000", "1.10001", "1.09999", "1.10002")) {
            quote(bid, "1.20000");
            await().atMost(PATIENCE).until(() -> wasSeen(bid));
        }

        assertThat(log.of("alert")).containsExactly("EURUSD crossed 1.10: 1.10000", "EURUSD crossed 1.10: 1.10002");
    }

    private boolean wasSeen(String bid) {
        boolean above = bid.compareTo("1.10") >= 0;
        return (above ? "above" : "below").equals(camel.context.getVariable("global:side"))
                && camel.context.getInflightRepository().size() == 0;
    }

    @Test
    void theConnection() throws Exception {
        start("When the connection is lost");
        awaitLine("connection", line -> line.startsWith("READY"));

        camel.simulator.cut(DEMO, CutKind.RST);

        awaitLine("connection", line -> line.startsWith("BACKOFF LINK_FAILED"));
    }

    @Test
    void aCircuitBreaker() throws Exception {
        start("A circuit breaker, so that callers do not wait");
        String balance = camel.template().requestBody("direct:balance", "", String.class);
        assertThat(Long.parseLong(Objects.requireNonNull(balance))).isPositive();

        camel.cut(() -> {
            for (int call = 0; call < 3; call++) {
                assertThat(camel.template().requestBody("direct:balance", "", String.class))
                        .isEqualTo("unknown");
            }
        });
    }

    @Test
    void oneConsumerSeveralRoutes() throws Exception {
        start("One consumer, several routes");

        awaitLine("dashboard", "EURUSD 1.08500 / 1.08510"::equals);
        awaitFile("EURUSD.jsonl", lines -> !lines.isEmpty());
    }

    @Test
    void theProfit() throws Exception {
        start("Buy, with a stop loss and a take profit");
        camel.template().requestBody("direct:buy", "");
        start("The profit of the account, every five seconds");

        awaitLine("profit", line -> line.matches("net -\\d+\\.\\d+ in 1 positions"));
    }

    /** Begins the routes under a heading. */
    private void start(String heading) throws Exception {
        int number = 0;
        for (DocPage.Block block : PAGE.blocks(heading)) {
            if (block.language().equals("java")) {
                Object routes = JavaBlock.compile(block.text(), data)
                        .getDeclaredConstructor()
                        .newInstance();
                camel.context.addRoutes((RouteBuilder) routes);
            } else {
                String name = heading.replaceAll("\\W", "-") + number++ + ".yaml";
                PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString(name, block.text()));
            }
        }
        camel.context.start();
    }

    private void quote(String bid, String ask) {
        camel.simulator.quote(DEMO, "EURUSD", bid, ask);
    }

    private List<ProtoOAPosition> positions() {
        return camel.simulator.broker().state(SimulatorCamel.ACCOUNT).getPositionList();
    }

    private void awaitLine(String route, Predicate<String> wanted) {
        await().atMost(PATIENCE).until(() -> log.of(route).stream().anyMatch(wanted));
    }

    private void awaitFile(String name, Predicate<List<String>> wanted) {
        await().atMost(PATIENCE).until(() -> wanted.test(lines(name)));
    }

    private List<String> lines(String name) throws IOException {
        Path file = data.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
