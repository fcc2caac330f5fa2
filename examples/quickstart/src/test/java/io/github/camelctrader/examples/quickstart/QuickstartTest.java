package io.github.camelctrader.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Runs the quickstart at its simulator and reads what a person would read. */
class QuickstartTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheWholeStory(Settings.Dsl dsl) {
        String story = runUntil("closed at", settings(dsl, true));

        assertThat(story)
                .containsOnlyOnce("TIME      SYMBOL           BID         ASK  SPREAD  CHANGE    UPDATES")
                .containsPattern("(?m)^[\\d:]{8}  --  ready$")
                .containsPattern("(?m)^[\\d:]{8}  EURUSD +\\d\\.\\d{5} +\\d\\.\\d{5} +\\d\\.\\d .* \\d+$")
                .containsPattern("(?m)^[\\d:]{8}  USDJPY +\\d{3}\\.\\d{3} +\\d{3}\\.\\d{3} +\\d+\\.\\d .* \\d+$")
                .containsPattern("[\u25B2\u25BC] \\d+\\.\\d ")
                .containsPattern("!!  EURUSD (rose|fell) \\d+\\.\\d pips in \\d+ quotes: (buy|sell)")
                .containsPattern(">>  NewOrderReq .*EURUSD.*MARKET.*10000")
                .containsPattern("<<  ORDER_FILLED +order \\d+");
        MatchResult fill = find("== {2}(bought|sold) 10,000 EURUSD at (\\S+): deal \\d+, position (\\d+)", story);
        MatchResult levels = find("position " + fill.group(3) + " has stop loss (\\S+) and take profit (\\S+)", story);
        BigDecimal direction = new BigDecimal(fill.group(1).equals("bought") ? "1" : "-1");
        assertThat(number(levels.group(1)))
                .isEqualTo(number(fill.group(2))
                        .subtract(direction.multiply(new BigDecimal("0.0030")))
                        .setScale(5));
        assertThat(number(levels.group(2)))
                .isEqualTo(number(fill.group(2))
                        .add(direction.multiply(new BigDecimal("0.0060")))
                        .setScale(5));
        MatchResult close = find(
                "closed at \\S+: deal \\d+, profit (\\S+) USD \\(price (\\S+), commission and swap (\\S+)\\),"
                        + " balance (\\S+) USD",
                story);
        BigDecimal profit = number(close.group(1));
        assertThat(profit).isEqualTo(number(close.group(2)).add(number(close.group(3))));
        assertThat(number(close.group(4))).isEqualTo(new BigDecimal("10000.00").add(profit));
        assertThat(story.strip()).endsWith("lines, one order, profit " + close.group(1) + " USD");
        assertThat(log.list).isEmpty();
    }

    @Test
    void onlyWatchesWhenTradingIsNotWanted() {
        String story = runUntil("GBPUSD", settings(Settings.Dsl.YAML, false));

        assertThat(story)
                .contains("orders   none; with CTRADER_TRADE=yes")
                .doesNotContain(">>")
                .endsWith("lines, no order" + System.lineSeparator());
        assertThat(log.list).isEmpty();
    }

    private String runUntil(String text, Settings settings) {
        Quickstart quickstart = new Quickstart(settings, new Console(new PrintStream(printed, true, UTF_8), UTF_8));
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
            try {
                quickstart.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(LONG).until(() -> end.isDone() || story().contains(text));
        quickstart.stop();
        assertThat(end).succeedsWithin(LONG);
        return story();
    }

    private String story() {
        return printed.toString(UTF_8);
    }

    private static Settings settings(Settings.Dsl dsl, boolean trade) {
        return new Settings(
                dsl,
                LONG,
                Duration.ofMillis(500),
                "EURUSD,GBPUSD,USDJPY",
                "EURUSD",
                Duration.ofMillis(20),
                20,
                null,
                trade);
    }

    private static MatchResult find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line like " + pattern + " in\n" + text));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", ""));
    }
}
