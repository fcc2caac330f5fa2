package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepthBoardTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Told told = new Told();
    private final DepthBoard board = new DepthBoard(loop, told);

    @BeforeEach
    void begin() {
        board.begin(7, 1);
        board.anew(7, 1);
    }

    @Test
    void offersOfOnePriceAreOneLevelAndTheBestGoFirst() {
        receive(event().addNewQuotes(bid(1, 100, 5))
                .addNewQuotes(bid(2, 101, 7))
                .addNewQuotes(bid(3, 101, 3)));
        receive(event().addNewQuotes(ask(4, 105, 1)).addNewQuotes(ask(5, 103, 2)));

        assertThat(book().bids()).containsExactly(Map.entry(101L, 10L), Map.entry(100L, 5L));
        assertThat(book().asks()).containsExactly(Map.entry(103L, 2L), Map.entry(105L, 1L));
    }

    @Test
    void anOfferThatChangesLeavesNothingBehind() {
        receive(event().addNewQuotes(bid(1, 100, 5)));
        receive(event().addNewQuotes(bid(1, 99, 6)));
        receive(event().addNewQuotes(ask(1, 105, 2)));

        assertThat(book().bids()).isEmpty();
        assertThat(book().asks()).containsExactly(Map.entry(105L, 2L));
    }

    @Test
    void whatOneEventNamesAsGoneAndAsNewIsThere() {
        receive(event().addNewQuotes(bid(1, 100, 5)));
        receive(event().addNewQuotes(bid(1, 101, 6)).addDeletedQuotes(1));

        assertThat(book().bids()).containsExactly(Map.entry(101L, 6L));
    }

    @Test
    void unknownIdsAndOffersOfNoSideAreIgnoredAndCounted() {
        receive(event().addNewQuotes(bid(1, 100, 5)).addDeletedQuotes(9));
        receive(event().addNewQuotes(ProtoOADepthQuote.newBuilder().setId(2).setSize(1)));

        assertThat(book().bids()).containsExactly(Map.entry(100L, 5L));
        assertThat(board.ignored()).isEqualTo(2);
    }

    /** With {@code -Dmarket.deltas=1000000} as many. */
    @Test
    void equalsTheServersBookAfterManyChangesWithCutsInBetween() {
        Random random = new Random(4711);
        Map<Long, ProtoOADepthQuote> server = new HashMap<>();
        long ids = 0;
        int changes = Integer.getInteger("market.deltas", 100_000);
        for (int change = 0; change < changes; change++) {
            if (change > 0 && random.nextInt(5_000) == 0) {
                assertEqual(server);
                board.emptyAll();
                board.anew(7, 1);
                ProtoOADepthEvent.Builder all = event();
                server.values().forEach(all::addNewQuotes);
                receive(all);
            }
            ProtoOADepthEvent.Builder event = event();
            if (server.size() > 20) {
                long gone = server.keySet().iterator().next();
                server.remove(gone);
                event.addDeletedQuotes(gone);
            }
            long id = random.nextInt(4) == 0 && !server.isEmpty()
                    ? server.keySet().iterator().next()
                    : ++ids;
            ProtoOADepthQuote quote = random.nextBoolean()
                    ? bid(id, 100 + random.nextInt(10), 1 + random.nextInt(9))
                    : ask(id, 120 + random.nextInt(10), 1 + random.nextInt(9));
            server.put(id, quote);
            receive(event.addNewQuotes(quote));
        }

        assertEqual(server);
        assertThat(board.ignored()).isZero();
    }

    private void assertEqual(Map<Long, ProtoOADepthQuote> server) {
        assertThat(new ArrayList<>(book().bids().entrySet()))
                .isEqualTo(new ArrayList<>(levels(server, true).entrySet()));
        assertThat(new ArrayList<>(book().asks().entrySet()))
                .isEqualTo(new ArrayList<>(levels(server, false).entrySet()));
    }

    @Test
    void aBookThatStaysCrossedIsWrong() {
        receive(event().addNewQuotes(bid(1, 100, 5)).addNewQuotes(ask(2, 101, 5)));
        receive(event().addNewQuotes(bid(3, 102, 5)));
        loop.advance(Duration.ofMillis(999));
        assertThat(told.crossed).isZero();
        loop.advance(Duration.ofMillis(1));
        assertThat(told.crossed).isEqualTo(1);
    }

    @Test
    void aBookThatIsCrossedForAMomentIsNot() {
        receive(event().addNewQuotes(bid(1, 100, 5)).addNewQuotes(ask(2, 99, 5)));
        loop.advance(Duration.ofMillis(900));
        receive(event().addDeletedQuotes(2));
        receive(event().addNewQuotes(ask(3, 99, 5)));
        loop.advance(Duration.ofMillis(900));
        receive(event().addDeletedQuotes(3));
        loop.advance(Duration.ofHours(1));

        assertThat(told.crossed).isZero();
    }

    @Test
    void aBookThatIsCrossedEachTimeIsSubscribedLessAndLessOften() {
        for (int time = 0; time < 10_000; time++) {
            receive(event().addNewQuotes(bid(1, 100, 5)).addNewQuotes(ask(2, 99, 5)));
            loop.advance(Duration.ofSeconds(1));
        }

        assertThat(told.crossed).isBetween(10, 40);
    }

    @Test
    void aBookThatWasRightForLongIsSubscribedAnewAtOnceWhenItIsCrossedAgain() {
        for (int time = 0; time < 5_000; time++) {
            receive(event().addNewQuotes(bid(1, 100, 5)).addNewQuotes(ask(2, 99, 5)));
            loop.advance(Duration.ofSeconds(1));
        }
        receive(event().addDeletedQuotes(2));
        loop.advance(Duration.ofHours(1));
        int before = told.crossed;
        receive(event().addNewQuotes(ask(2, 99, 5)));
        loop.advance(Duration.ofSeconds(1));

        assertThat(told.crossed).isEqualTo(before + 1);
    }

    @Test
    void anOfferOfNothingIsGone() {
        receive(event().addNewQuotes(bid(1, 100, 5))
                .addNewQuotes(bid(2, 100, 3))
                .addNewQuotes(bid(3, 99, 1)));
        receive(event().addNewQuotes(bid(1, 100, 0)).addNewQuotes(bid(3, 99, 0)).addNewQuotes(ask(4, 90, 0)));

        assertThat(book().bids()).containsExactly(Map.entry(100L, 3L));
        assertThat(book().asks()).isEmpty();
        assertThat(book().isCrossed()).isFalse();
    }

    @Test
    void anEmptiedBookIsUnknownUntilItIsSubscribedAnew() {
        receive(event().addNewQuotes(bid(1, 100, 5)));
        board.empty(7, 1);
        assertThat(board.book(7, 1)).isNull();
        assertThat(told.emptied).containsExactly(List.of(1L));
        receive(event().addNewQuotes(bid(2, 100, 5)));
        assertThat(board.book(7, 1)).isNull();

        board.anew(7, 1);
        assertThat(told.emptied).as("stray changes are taken back").containsExactly(List.of(1L), List.of(2L));
        receive(event().addNewQuotes(bid(3, 101, 1)));
        assertThat(book().bids()).containsExactly(Map.entry(101L, 1L));
    }

    @Test
    void theFirstChangeOfABookThatBeginsIsKnownAsSuch() {
        ProtoOADepthEvent change = event().addNewQuotes(bid(1, 100, 5)).build();
        assertThat(board.isFirst(change)).isTrue();
        board.received(change);
        assertThat(board.isFirst(change)).isFalse();
        board.empty(7, 1);
        assertThat(board.isFirst(change)).as("not subscribed anew").isFalse();
        board.anew(7, 1);
        assertThat(board.isFirst(change)).isTrue();
    }

    @Test
    void theEndOfAnAccountsSessionEmptiesItsBooksOnly() {
        board.begin(8, 1);
        board.anew(8, 1);
        receive(event().addNewQuotes(bid(1, 100, 5)));
        receive(event().setCtidTraderAccountId(8).addNewQuotes(bid(1, 100, 5)));
        board.emptyAll(7);

        assertThat(board.book(7, 1)).isNull();
        assertThat(board.book(8, 1)).isNotNull();
    }

    private DepthBook book() {
        return Objects.requireNonNull(board.book(7, 1));
    }

    private void receive(ProtoOADepthEvent.Builder event) {
        board.received(event.build());
    }

    private static SortedMap<Long, Long> levels(Map<Long, ProtoOADepthQuote> offers, boolean bids) {
        Comparator<Long> order = bids ? Comparator.reverseOrder() : Comparator.naturalOrder();
        SortedMap<Long, Long> levels = new TreeMap<>(order);
        offers.values().stream()
                .filter(offer -> offer.hasBid() == bids)
                .forEach(offer -> levels.merge(bids ? offer.getBid() : offer.getAsk(), offer.getSize(), Long::sum));
        return levels;
    }

    private static ProtoOADepthEvent.Builder event() {
        return ProtoOADepthEvent.newBuilder().setCtidTraderAccountId(7).setSymbolId(1);
    }

    private static ProtoOADepthQuote bid(long id, long price, long size) {
        return ProtoOADepthQuote.newBuilder()
                .setId(id)
                .setBid(price)
                .setSize(size)
                .build();
    }

    private static ProtoOADepthQuote ask(long id, long price, long size) {
        return ProtoOADepthQuote.newBuilder()
                .setId(id)
                .setAsk(price)
                .setSize(size)
                .build();
    }

    private static final class Told implements DepthListener {
        private final List<List<Long>> emptied = new ArrayList<>();
        private int crossed;

        @Override
        public void changed(long accountId, long symbolId, DepthBook book) {
            // What changed is read from the book.
        }

        @Override
        public void emptying(long accountId, long symbolId, DepthBook book) {
            emptied.add(book.offers().stream().map(ProtoOADepthQuote::getId).toList());
        }

        @Override
        public void crossed(long accountId, long symbolId) {
            crossed++;
        }
    }
}
