package io.github.camelctrader.client.history;

import static io.github.camelctrader.client.history.PagingServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.history.PagingServer.Cut;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountHistoryTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final VirtualLoop loop = new VirtualLoop();
    private final long now = loop.now().toEpochMilli();

    @Test
    void aShortWindowIsOneRequestForHistory() {
        PagingServer server = new PagingServer(Cut.OLDEST, 10).deal(2, now - 5).deal(1, now - 9);

        History<ProtoOADeal> deals = read(server, now - DAY, now);

        assertThat(ids(deals)).containsExactly(1L, 2L);
        assertThat(deals.complete()).isTrue();
        assertThat(server.asked).containsExactly(new PagingServer.Asked(now - DAY, now, Priority.RECOVERY));
    }

    @Test
    void aLongWindowIsAskedForWeekByWeekWithoutHolesOrOverlaps() {
        PagingServer server = new PagingServer(Cut.OLDEST, 10);
        long from = now - 20 * DAY;

        assertThat(read(server, from, now).complete()).isTrue();

        assertThat(server.asked).hasSize(3);
        assertThat(server.asked.get(0).from()).isEqualTo(from);
        assertThat(server.asked.get(2).to()).isEqualTo(now);
        for (int i = 0; i < server.asked.size(); i++) {
            PagingServer.Asked window = server.asked.get(i);
            assertThat(window.to() - window.from()).isLessThanOrEqualTo(7 * DAY);
            if (i > 0) {
                assertThat(window.from()).isEqualTo(server.asked.get(i - 1).to() + 1);
            }
        }
    }

    @Test
    void theFutureEndsADayFromNowAndThePastAtTheBeginningOfTime() {
        PagingServer server = new PagingServer(Cut.OLDEST, 10);

        read(server, now, Long.MAX_VALUE);
        read(server, -5, 20);

        assertThat(server.asked).extracting(PagingServer.Asked::to).containsExactly(now + DAY, 20L);
        assertThat(server.asked).extracting(PagingServer.Asked::from).containsExactly(now, 0L);
    }

    @Test
    void aWindowThatEndsBeforeItBeginsHoldsNothing() {
        PagingServer server = new PagingServer(Cut.OLDEST, 10).deal(1, now);

        assertThat(read(server, now + 1, now)).isEqualTo(new History<>(List.of(), true));
        assertThat(server.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cutPagesAreReadOnWhicheverSideTheyAreCut(Cut cut) {
        PagingServer server = new PagingServer(cut, 3);
        LongStream.rangeClosed(1, 20).forEach(id -> server.deal(id, now - 1000 + 10 * id));

        History<ProtoOADeal> deals = read(server, now - DAY, now);

        assertThat(ids(deals))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(deals.complete()).isTrue();
        assertThat(server.asked).as("one look at the side where nothing is").hasSizeLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatShareTheMillisecondOfTheCutAreAllFound(Cut cut) {
        PagingServer server = new PagingServer(cut, 3);
        for (long id = 1; id <= 9; id++) {
            server.deal(id, now - 100 + id / 2);
        }

        History<ProtoOADeal> deals = read(server, now - DAY, now);

        assertThat(ids(deals)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(deals.complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void moreRowsInOneMillisecondThanAPageHoldsAreNotACompleteRead(Cut cut) {
        PagingServer server = new PagingServer(cut, 3);
        for (long id = 1; id <= 5; id++) {
            server.deal(id, now - 100);
        }

        History<ProtoOADeal> deals = read(server, now - DAY, now);

        assertThat(deals.rows()).hasSize(3);
        assertThat(deals.complete()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aMillisecondThatFillsAPageHidesNothingBesideIt(Cut cut) {
        PagingServer server = new PagingServer(cut, 3)
                .deal(1, now - 200)
                .deal(2, now - 100)
                .deal(3, now - 100)
                .deal(4, now - 100)
                .deal(5, now - 50);

        History<ProtoOADeal> deals = read(server, now - DAY, now);

        assertThat(ids(deals)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(deals.complete()).isTrue();
    }

    @Test
    void moreToComeButNothingShownIsNotACompleteRead() {
        PagingServer server = new PagingServer(Cut.OLDEST, 3)
                .answering(
                        1,
                        ProtoOADealListRes.newBuilder()
                                .setCtidTraderAccountId(ACCOUNT)
                                .setHasMore(true)
                                .build());

        assertThat(read(server, now - DAY, now)).isEqualTo(new History<>(List.of(), false));
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void anErrorInTheMiddleLeavesWhatWasFoundAndSaysSo() {
        PagingServer server = new PagingServer(Cut.OLDEST, 3)
                .deal(1, now - 10 * DAY)
                .deal(2, now - 1)
                .failing(2, new RequestTimeoutException("no answer", null));

        History<ProtoOADeal> deals = read(server, now - 12 * DAY, now);

        assertThat(ids(deals)).containsExactly(1L);
        assertThat(deals.complete()).isFalse();
        assertThat(server.asked).as("nothing is asked after it").hasSize(2);
    }

    @Test
    void anAnswerOfAnotherKindIsAnError() {
        PagingServer server = new PagingServer(Cut.OLDEST, 3)
                .answering(1, ProtoOAVersionRes.newBuilder().setVersion("1").build());

        assertThat(read(server, now - DAY, now).complete()).isFalse();
    }

    @Test
    void aReadEndsAtItsBoundOfPages() {
        PagingServer server = new PagingServer(Cut.OLDEST, 3);

        History<ProtoOADeal> deals = read(server, 0, now);

        assertThat(deals.complete()).isFalse();
        assertThat(server.asked).hasSize(AccountHistory.MAX_PAGES);
    }

    @Test
    void aRowThatComesWhileAReadIsUnderWayDoesNotDisturbIt() {
        PagingServer server = new PagingServer(Cut.OLDEST, 2);
        LongStream.rangeClosed(1, 6).forEach(id -> server.deal(id, now - 1000 + 10 * id));
        server.meanwhile(() -> server.deal(7, now));

        History<ProtoOADeal> deals = read(server, now - DAY, now + DAY);

        assertThat(ids(deals)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(deals.complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anyListIsReadWhole(Cut cut) {
        Random random = new Random(20260105);
        for (int round = 0; round < 300; round++) {
            int pageRows = 2 + random.nextInt(6);
            PagingServer server = new PagingServer(cut, pageRows);
            TreeMap<Long, Integer> rowsAt = new TreeMap<>();
            int rows = random.nextInt(40);
            for (long id = 1; id <= rows; id++) {
                long time = now - random.nextInt(30) * DAY - random.nextInt(round % 2 == 0 ? 20 : 2);
                if (rowsAt.merge(time, 1, Integer::sum) <= pageRows) {
                    server.deal(id, time);
                } else {
                    rowsAt.merge(time, -1, Integer::sum);
                    server.deal(id, time + 10_000 + id);
                }
            }

            History<ProtoOADeal> deals = read(server, now - 40 * DAY, now + DAY);

            assertThat(deals.complete()).as("round %d", round).isTrue();
            assertThat(deals.rows()).as("round %d", round).hasSize(rows);
            assertThat(deals.rows())
                    .isSortedAccordingTo(
                            (one, other) -> Long.compare(one.getExecutionTimestamp(), other.getExecutionTimestamp()));
        }
    }

    private History<ProtoOADeal> read(PagingServer server, long from, long to) {
        return new AccountHistory(server, loop, new ServerTime(loop))
                .deals(ACCOUNT, from, to)
                .join();
    }

    private static List<Long> ids(History<ProtoOADeal> deals) {
        return deals.rows().stream().map(ProtoOADeal::getDealId).toList();
    }
}
