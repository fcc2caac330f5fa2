package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars of one symbol in virtual time. They are written as minute of their opening, open, high, low, close. */
class BarBoardTest {
    private static final long MINUTE = 60_000;
    private static final BarKey M1 = new BarKey(7, 1, ProtoOATrendbarPeriod.M1);

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedRequests requests = new ScriptedRequests();
    private final ServerTime serverTime = new ServerTime(loop);
    private final Told told = new Told();
    private final BarBoard board = new BarBoard(requests, loop, serverTime, told);
    /** The minute of the server's clock at the beginning. */
    private final long start = loop.now().toEpochMilli() / MINUTE;

    @BeforeEach
    void begin() {
        serverTime.stamped(loop.now().toEpochMilli());
        serverTime.stamped(loop.now().toEpochMilli() + 1);
        board.begin(M1);
    }

    @Test
    void aFormingBarClosesAtTheBidOfItsEvent() {
        show(0, 100, 102, 99, 101);

        assertThat(told.bars).containsExactly("0 100 102 99 101");
    }

    @Test
    void aBarIsToldClosedOnceWhenTheNextOneBegins() {
        show(0, 100, 102, 99, 101);
        show(0, 100, 103, 99, 103);
        show(1, 104, 104, 104, 104);
        show(0, 100, 103, 99, 99);
        show(1, 104, 105, 104, 105);

        assertThat(told.bars)
                .containsExactly(
                        "0 100 102 99 101",
                        "0 100 103 99 103",
                        "0 100 103 99 103 closed",
                        "1 104 104 104 104",
                        "1 104 105 104 105");
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void aMinuteWithoutATickHasNoBar() {
        show(0, 100, 100, 100, 100);
        show(3, 101, 101, 101, 101);

        assertThat(told.closed()).containsExactly("0 100 100 100 100 closed");
    }

    @Test
    void aBarWithoutAnyPriceToCloseWithWaits() {
        board.received(event(bar(0, 100, 102, 99, null)), Quote.UNKNOWN);
        assertThat(told.bars).isEmpty();

        board.received(event(bar(0, 100, 102, 99, null)), new Quote(100L, null));
        assertThat(told.bars).containsExactly("0 100 102 99 100");
    }

    @Test
    void highAndLowHoldOpenAndCloseAndAreMarkedWhereTheServerErrs() {
        show(0, 105, 99, 99, 101);
        show(0, 105, 106, 99, 98);

        assertThat(told.bars).containsExactly("0 105 105 99 101 repaired", "0 105 106 98 98 repaired");
    }

    @Test
    void aBarWhoseTimeIsOverClosesAsHistoryHasIt() {
        show(0, 100, 102, 99, 101);
        loop.advance(Duration.ofSeconds(61));
        assertThat(requests.takeSent()).isEmpty();
        loop.advance(Duration.ofSeconds(2));
        assertThat(requests.takeSent()).containsExactly(ask(start * MINUTE, (start + 1) * MINUTE - 1));
        answer(bar(0, 100, 102, 99, 102L));

        assertThat(told.closed()).containsExactly("0 100 102 99 102 closed");
        show(0, 100, 102, 99, 101);
        show(1, 100, 100, 100, 100);
        assertThat(told.closed()).hasSize(1);
    }

    @Test
    void historyIsAskedAFewTimesForABarThatItDoesNotHaveYet() {
        show(0, 100, 102, 99, 101);
        loop.advance(Duration.ofSeconds(63));
        for (int attempt = 1; attempt < 5; attempt++) {
            answer();
            loop.advance(Duration.ofSeconds(40));
        }
        answer();
        loop.advance(Duration.ofHours(1));
        assertThat(requests.takeSent()).hasSize(5);
        assertThat(told.closed()).isEmpty();

        show(60, 100, 100, 100, 100);
        assertThat(told.closed()).containsExactly("0 100 102 99 101 closed");
    }

    @Test
    void theNextBarClosesTheOneBeforeWhileHistoryIsAsked() {
        show(0, 100, 102, 99, 101);
        loop.advance(Duration.ofSeconds(63));
        show(1, 100, 100, 100, 100);
        answer(bar(0, 100, 102, 99, 102L));

        assertThat(told.closed()).containsExactly("0 100 102 99 101 closed");
    }

    @Test
    void theEndOfADayIsNotForUsToSay() {
        BarKey day = new BarKey(7, 1, ProtoOATrendbarPeriod.D1);
        board.begin(day);
        board.received(
                event(bar(0, 100, 102, 99, null).toBuilder()
                        .setPeriod(ProtoOATrendbarPeriod.D1)
                        .build()),
                new Quote(101L, null));
        loop.advance(Duration.ofDays(3));

        assertThat(requests.takeSent()).isEmpty();
        assertThat(told.closed()).isEmpty();
    }

    /** Where clocks are changed, a trading day has an hour less or more; weeks and months follow. */
    @ParameterizedTest
    @CsvSource({"D1, 1380", "D1, 1500", "W1, 10020", "W1, 10140", "MN1, 44580", "MN1, 40380"})
    void aDayAWeekAndAMonthEndWhenTheServerBeginsTheNext(ProtoOATrendbarPeriod period, int minutes) {
        board.begin(new BarKey(7, 1, period));
        for (int bar = 0; bar < 3; bar++) {
            board.received(
                    event(bar(bar * minutes, 100, 102, 99, null).toBuilder()
                            .setPeriod(period)
                            .build()),
                    new Quote(101L, null));
            assertThat(told.closed()).hasSize(bar);
            loop.advance(Duration.ofMinutes(minutes));
        }

        assertThat(requests.takeSent()).isEmpty();
        assertThat(told.closed()).containsExactly("0 100 102 99 101 closed", minutes + " 100 102 99 101 closed");
    }

    @Test
    void whatClosedDuringAnInterruptionComesFromHistoryBeforeTheNext() {
        show(0, 100, 100, 100, 100);
        show(1, 100, 102, 99, 101);
        board.interrupted();
        loop.advance(Duration.ofMinutes(5));
        show(5, 110, 110, 110, 110);
        show(5, 110, 111, 110, 111);
        loop.advance(BarLine.SETTLING);
        assertThat(requests.takeSent()).containsExactly(ask(start * MINUTE + 1, (start + 5) * MINUTE - 1));
        show(6, 120, 120, 120, 120);
        told.bars.clear();
        answer(bar(1, 100, 105, 99, 104L), bar(3, 105, 106, 104, 105L));

        assertThat(told.bars)
                .containsExactly(
                        "1 100 105 99 104 closed recovered",
                        "3 105 106 104 105 closed recovered",
                        "5 110 111 110 111",
                        "5 110 111 110 111 closed",
                        "6 120 120 120 120");
    }

    @Test
    void aPageThatIsCutIsCompleted() {
        show(0, 100, 100, 100, 100);
        show(1, 100, 100, 100, 100);
        board.interrupted();
        loop.advance(Duration.ofMinutes(9));
        show(9, 110, 110, 110, 110);
        loop.advance(BarLine.SETTLING);
        serve(2, Long.MAX_VALUE, 1, 2, 3, 4, 8);

        assertThat(told.closed().stream().map(bar -> bar.charAt(0))).containsExactly('0', '1', '2', '3', '4', '8');
    }

    @Test
    void whatHistoryDoesNotGiveIsToldAsMissing() {
        show(0, 100, 100, 100, 100);
        board.interrupted();
        loop.advance(Duration.ofMinutes(5));
        show(5, 110, 110, 110, 110);
        loop.advance(BarLine.SETTLING);
        for (int attempt = 1; attempt < 5; attempt++) {
            requests.refuse("SERVER_IS_BUSY");
            loop.advance(Duration.ofSeconds(20));
        }
        // A history without a bar that was seen is not complete.
        answer(bar(3, 105, 106, 104, 105L));

        assertThat(told.missing).containsExactly("0 to 5");
        assertThat(told.closed()).isEmpty();
        show(6, 120, 120, 120, 120);
        assertThat(told.closed()).containsExactly("5 110 110 110 110 closed");
    }

    @Test
    void anInterruptionWithinOneBarCostsNothing() {
        show(0, 100, 100, 100, 100);
        board.interrupted();
        show(0, 100, 102, 100, 102);
        show(1, 100, 100, 100, 100);

        assertThat(requests.takeSent()).isEmpty();
        assertThat(told.closed()).containsExactly("0 100 102 100 102 closed");
    }

    @Test
    void anInterruptionWithinOneBarDoesNotKeepItFromClosingInTime() {
        show(0, 100, 100, 100, 100);
        loop.advance(Duration.ofSeconds(20));
        board.interrupted();
        show(0, 100, 102, 100, 102);
        show(0, 100, 103, 100, 103);
        loop.advance(Duration.ofSeconds(43));

        assertThat(requests.takeSent()).containsExactly(ask(start * MINUTE, (start + 1) * MINUTE - 1));
        answer(bar(0, 100, 103, 100, 103L));
        assertThat(told.closed()).containsExactly("0 100 103 100 103 closed");
    }

    @Test
    void aWindowThatIsTooWideForTheServerIsAskedForInParts() {
        show(0, 100, 100, 100, 100);
        show(1, 100, 100, 100, 100);
        board.interrupted();
        loop.advance(Duration.ofMinutes(241));
        show(241, 110, 110, 110, 110);
        loop.advance(BarLine.SETTLING);
        serve(14_000, 100 * MINUTE, 1, 2, 200);

        assertThat(told.closed().stream().map(bar -> bar.split(" ")[0])).containsExactly("0", "1", "2", "200");
        assertThat(told.missing).isEmpty();
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        show(0, 100, 102, 99, 101);
        loop.advance(Duration.ofSeconds(63));
        board.end(M1);
        answer(bar(0, 100, 102, 99, 102L));
        show(1, 100, 100, 100, 100);

        assertThat(told.bars).hasSize(1);
        assertThat(loop.pendingTimers()).isZero();
    }

    private void show(long minute, long open, long high, long low, long bid) {
        board.received(event(bar(minute, open, high, low, null)), new Quote(bid, null));
    }

    private static ProtoOASpotEvent event(ProtoOATrendbar bar) {
        return ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .addTrendbar(bar)
                .build();
    }

    private ProtoOATrendbar bar(long minute, long open, long high, long low, @Nullable Long close) {
        ProtoOATrendbar.Builder bar = ProtoOATrendbar.newBuilder()
                .setVolume(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setLow(low)
                .setDeltaOpen(open - low)
                .setDeltaHigh(high - low)
                .setUtcTimestampInMinutes((int) (start + minute));
        return close == null ? bar.build() : bar.setDeltaClose(close - low).build();
    }

    /** Answers what is asked for as a server does that has bars of these minutes, and shows the newest of a window. */
    private void serve(int mostRows, long widest, long... minutes) {
        while (requests.inFlight() > 0) {
            List<Message> sent = requests.takeSent();
            ProtoOAGetTrendbarsReq asked = (ProtoOAGetTrendbarsReq) sent.get(sent.size() - 1);
            if (asked.getToTimestamp() - asked.getFromTimestamp() > widest) {
                requests.refuse("INCORRECT_BOUNDARIES");
                continue;
            }
            List<ProtoOATrendbar> within = LongStream.of(minutes)
                    .mapToObj(minute -> bar(minute, 100, 100, 100, 100L))
                    .filter(bar -> Trendbar.openTime(bar) >= asked.getFromTimestamp()
                            && Trendbar.openTime(bar) <= asked.getToTimestamp())
                    .toList();
            int cut = Math.max(0, within.size() - mostRows);
            requests.answer(page(within.subList(cut, within.size()).toArray(ProtoOATrendbar[]::new)).toBuilder()
                    .setHasMore(cut > 0)
                    .build());
        }
    }

    private void answer(ProtoOATrendbar... bars) {
        requests.answer(page(bars));
    }

    private static ProtoOAGetTrendbarsRes page(ProtoOATrendbar... bars) {
        return ProtoOAGetTrendbarsRes.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .addAllTrendbar(List.of(bars))
                .build();
    }

    private static ProtoOAGetTrendbarsReq ask(long from, long to) {
        return ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setFromTimestamp(from)
                .setToTimestamp(to)
                .build();
    }

    private final class Told implements BarListener {
        private final List<String> bars = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        @Override
        public void bar(BarKey key, Trendbar bar, boolean recovered) {
            bars.add(minute(bar.openTime()) + " " + points(bar.open()) + " " + points(bar.high()) + " "
                    + points(bar.low()) + " " + points(bar.close()) + (bar.closed() ? " closed" : "")
                    + (recovered ? " recovered" : "")
                    + (bar.repaired() ? " repaired" : ""));
        }

        @Override
        public void missing(BarKey key, long fromMillis, long toMillis) {
            missing.add(minute(fromMillis) + " to " + minute(toMillis + 1));
        }

        private List<String> closed() {
            return bars.stream().filter(bar -> bar.contains("closed")).toList();
        }

        private static long points(BigDecimal price) {
            return price.movePointRight(5).longValueExact();
        }

        private long minute(long millis) {
            return millis / MINUTE - start;
        }
    }
}
