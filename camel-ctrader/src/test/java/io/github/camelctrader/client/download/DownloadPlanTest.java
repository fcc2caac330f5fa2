package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.download.RowServer.Cut;
import io.github.camelctrader.client.download.RowServer.Row;
import io.github.camelctrader.client.request.ScriptedRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DownloadPlanTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long START = 1_700_000_000_000L;

    private final List<Row> read = new ArrayList<>();
    private long completeUntil;
    private long now = Long.MAX_VALUE;
    private long began;
    private int mostHeld;

    @ParameterizedTest
    @EnumSource(Cut.class)
    void everyRowComesOnceAndInOrderWhereverTheServerCuts(Cut cut) {
        Random random = new Random(4711);
        for (int round = 0; round < 300; round++) {
            RowServer server = new RowServer(cut, 1 + random.nextInt(20));
            server.saysHasMore = random.nextInt(4) > 0;
            server.longest = random.nextBoolean() ? Long.MAX_VALUE : HOUR * (1 + random.nextInt(50));
            long range = HOUR * (1 + random.nextInt(400));
            long time = START;
            int ofTheSameMs = 0;
            while (time < START + range && server.rows.size() < 400) {
                server.add(time);
                boolean same = server.rowsPerPage > 2 && random.nextInt(3) == 0 && ++ofTheSameMs < 2;
                ofTheSameMs = same ? ofTheSameMs : 0;
                time += same ? 0 : random.nextInt(8) == 0 ? random.nextInt((int) WEEK) : 1 + random.nextInt(600_000);
            }
            read.clear();
            assertThat(download(server, START, START + range))
                    .as("round " + round)
                    .isNull();
            assertThat(read).as("round " + round).containsExactlyElementsOf(server.between(START, START + range));
            assertThat(completeUntil).isEqualTo(START + range);
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aDownloadThatStoppedAnywhereGoesOnWithoutARowLostOrDoubled(Cut cut) {
        Random random = new Random(815);
        for (int round = 0; round < 100; round++) {
            RowServer server = new RowServer(cut, 12 + random.nextInt(20));
            for (long time = START; server.rows.size() < 300; time += random.nextInt(4) * 60_000L) {
                server.add(time);
            }
            long to = server.rows.get(299).time();
            read.clear();
            long from = START;
            while (from <= to) {
                server.dies = server.asked.size() + 5 + random.nextInt(12);
                download(server, from, to);
                from = completeUntil + 1;
            }
            assertThat(completeUntil).isEqualTo(to);
            assertThat(read).as("round " + round).containsExactlyElementsOf(server.rows);
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aDenseRangeCostsLittleMoreThanItsPagesAndIsNotKept(Cut cut) {
        RowServer server = new RowServer(cut, 1_000);
        for (int index = 0; index < 200_000; index++) {
            server.add(START + index * 1_500L);
        }

        assertThat(download(server, START, START + 300_000_000)).isNull();

        assertThat(read).hasSize(200_000);
        assertThat(server.asked).hasSizeLessThan(270);
        assertThat(mostHeld).isLessThanOrEqualTo(4_000);
    }

    @Test
    void aWeekendIsSkippedInWindowsThatGrowAndTheNextOneInFewer() {
        RowServer server = new RowServer(Cut.OLDEST, 1_000);
        for (int index = 0; index < 15_000; index++) {
            server.add(START + index / 5_000 * 48 * HOUR + index % 5_000 * 1_000L);
        }

        assertThat(download(server, START, START + 100 * HOUR)).isNull();

        assertThat(read).hasSize(15_000);
        assertThat(askedBetween(server, START + 5_000_000, START + 48 * HOUR)).isLessThanOrEqualTo(15);
        assertThat(askedBetween(server, START + 48 * HOUR + 5_000_000, START + 96 * HOUR))
                .isLessThanOrEqualTo(4);
    }

    private static long askedBetween(RowServer server, long from, long to) {
        return server.asked.stream()
                .filter(window -> window.from() > from && window.to() < to)
                .count();
    }

    @Test
    void aPageThatShowsNothingOfWhatItLeftOutIsAnError() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        server.add(START + 5);
        server.liesOfMore = true;
        assertThat(download(server, START, START)).isEqualTo("the server says that there is more and shows nothing");
        assertThat(completeUntil).isEqualTo(START - 1);
    }

    @Test
    void moreRowsInOneMillisecondThanAnAnswerHoldsAreAnError() {
        RowServer server = new RowServer(Cut.OLDEST, 3);
        server.add(START);
        for (int index = 0; index < 5; index++) {
            server.add(START + 10);
        }
        assertThat(download(server, START, START + HOUR))
                .isEqualTo("there is more in the one millisecond " + (START + 10) + " than an answer holds");
        assertThat(read).extracting(Row::time).containsExactly(START);
        assertThat(completeUntil).isEqualTo(START + 9);
    }

    @Test
    void rowsOutsideOfTheWindowBelongToAnotherOne() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        server.add(START - 1);
        server.add(START + 1);
        server.early = 2;
        assertThat(download(server, START, START + HOUR)).isNull();
        assertThat(read).extracting(Row::time).containsExactly(START + 1);
    }

    @Test
    void aWindowThatIsRefusedForMoreThanItsLengthIsGivenUp() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        server.longest = 0;
        assertThat(download(server, START, START + WEEK)).isEqualTo("refused");
        assertThat(server.asked).hasSizeLessThan(20);
    }

    /** What did not happen yet was not read, so that whoever goes on later begins there. */
    @Test
    void aRangeThatIsNotOverIsCompleteUntilItWasAskedForAndNoLonger() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        for (int row = 0; row < 35; row++) {
            server.add(START + row * 1_000L);
        }
        now = START + 34_500;

        assertThat(download(server, START, START + WEEK)).isNull();
        assertThat(read).containsExactlyElementsOf(server.rows);
        assertThat(completeUntil).isEqualTo(now);
        for (int row = 35; row < 60; row++) {
            server.add(START + row * 1_000L);
        }
        assertThat(download(server, completeUntil + 1, START + 59_000)).isNull();
        assertThat(read).containsExactlyElementsOf(server.rows);
    }

    @Test
    void aRowThatIsYoungerThanTheKnownTimeIsNotReadAgain() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        server.add(START + 5_000);
        now = START + 4_000;

        assertThat(download(server, START, START + WEEK)).isNull();
        assertThat(completeUntil).isEqualTo(START + 5_000);
    }

    /** What is known of the server's clock may be far behind it, or nothing at all. */
    @ParameterizedTest
    @CsvSource({"true, 86399999", "false, 35000"})
    void aRangeIsOverWhenTheServerHasALaterRow(boolean later, long until) {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        for (int row = 0; row <= 35; row++) {
            server.add(START + row * 1_000L);
        }
        if (later) {
            server.add(START + 30 * HOUR);
        }
        now = START + 1;
        began = START + 48 * HOUR;

        assertThat(download(server, START, START + 24 * HOUR - 1)).isNull();
        assertThat(read).containsExactlyElementsOf(server.between(START, START + 24 * HOUR - 1));
        assertThat(completeUntil).isEqualTo(START + until);
        assertThat(server.asked)
                .filteredOn(window -> window.from() == START + 24 * HOUR)
                .hasSize(1);
        assertThat(server.asked.get(1).followed()).isEqualTo(later);
    }

    @Test
    void aLookBehindTheRangeThatIsRefusedIsNotTakenForTheRange() {
        RowServer server = new RowServer(Cut.OLDEST, 10);
        server.add(START);
        server.refusesThatEnd = START + 48 * HOUR;
        now = START + 1;
        began = START + 48 * HOUR;

        assertThat(download(server, START, START + 24 * HOUR)).isNull();
        assertThat(read).containsExactlyElementsOf(server.rows);
        assertThat(completeUntil).isEqualTo(now);
    }

    /** The first cut page is followed by a look at what is newer than it, which this server refuses again and again. */
    @Test
    void whatIsRefusedOfAPageThatWasCutIsAskedForInOtherParts() {
        RowServer server = new RowServer(Cut.NEWEST, 10);
        for (int row = 0; row < 100; row++) {
            server.add(START + row * 60_000L);
        }
        server.refusesThatEnd = START + 99 * 60_000L;
        server.refusesFrom = START + 1;

        assertThat(download(server, START, START + 99 * 60_000L)).isNull();
        assertThat(read).containsExactlyElementsOf(server.rows);
        assertThat(server.asked).hasSizeLessThan(60);
    }

    /** Reads all; returns why it could not. */
    private @Nullable String download(RowServer server, long from, long to) {
        ToLongFunction<Row> time = Row::time;
        DownloadPlan<Row> plan = new DownloadPlan<>(
                new PageKind<>(
                        (first, last) -> {
                            throw new AssertionError("No message is needed");
                        },
                        (answer, window) -> null,
                        List.of(time),
                        true,
                        new Span(1, WEEK, Long.MAX_VALUE / 10_000, 60_000, server.rowsPerPage, !server.saysHasMore)),
                from,
                to,
                new RangeEnd(to, began, () -> now));
        completeUntil = plan.completeUntil();
        while (true) {
            Batch<Row> batch = plan.take();
            if (batch == null) {
                Window window = plan.window();
                assertThat(server.asked).as("requests").hasSizeLessThan(5_000);
                if (server.asked.size() >= server.dies) {
                    return "died";
                }
                if (server.refuses(window)) {
                    if (!plan.refused(window, ScriptedRequests.refusal("INCORRECT_BOUNDARIES"))) {
                        return "refused";
                    }
                } else {
                    String problem = plan.answered(window, server.answer(window));
                    completeUntil = plan.completeUntil();
                    if (problem != null) {
                        return problem;
                    }
                }
                mostHeld = Math.max(mostHeld, plan.rowsHeld());
            } else {
                read.addAll(batch.rows());
                completeUntil = batch.until();
                if (batch.last()) {
                    return null;
                }
            }
        }
    }
}
