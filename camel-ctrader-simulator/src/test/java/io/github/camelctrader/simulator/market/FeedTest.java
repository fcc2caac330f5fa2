package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final long MILLI = 1_000_000;

    private final List<String> quotes = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Market market =
            new Market(MarketHarness.instruments(), 7, MarketHarness.PAST, 0, (instrument, tick) -> {
                quotes.add(instrument.symbol().name() + " " + tick.quote());
                counts.merge(instrument.symbol().name(), 1, Integer::sum);
            });

    private void run(Feed feed, long fromMillis, long toMillis, long stepMillis) {
        for (long now = fromMillis; now <= toMillis; now += stepMillis) {
            feed.advance(now * MILLI, now);
        }
    }

    @Test
    void keepsItsRateForEverySymbol() {
        run(new Feed(market, 10, 1, 0), 0, 5000, 10);
        assertThat(counts)
                .hasSize(4)
                .allSatisfy((symbol, count) -> assertThat(count).isEqualTo(50));
    }

    @Test
    void makesTheSameQuotesFromTheSameSeedWhateverTheTime() {
        run(new Feed(market, 10, 1, 0), 0, 2000, 10);
        List<String> first = List.copyOf(quotes);
        quotes.clear();
        Market again = new Market(
                MarketHarness.instruments(),
                7,
                MarketHarness.PAST,
                99,
                (instrument, tick) -> quotes.add(instrument.symbol().name() + " " + tick.quote()));
        Feed feed = new Feed(again, 10, 1, 5 * MILLI);
        run(feed, 5, 2005, 25);

        assertThat(quotes).isEqualTo(first);
    }

    @Test
    void stopsWhilePausedAndDoesNotCatchUp() {
        Feed feed = new Feed(market, 10, 1, 0);
        run(feed, 0, 1000, 10);
        feed.pause();
        run(feed, 1010, 3000, 10);
        assertThat(quotes).hasSize(40);
        feed.resume(3000 * MILLI);
        run(feed, 3010, 4000, 10);
        assertThat(quotes).hasSize(80);
    }

    @Test
    void makesOneSecondsWorthAfterAStall() {
        Feed feed = new Feed(market, 10, 1, 0);
        feed.advance(60_000 * MILLI, 0);
        assertThat(quotes).hasSize(40);
    }

    @Test
    void withoutARateNeverMoves() {
        run(new Feed(market, 0, 1, 0), 0, 5000, 100);
        assertThat(quotes).isEmpty();
    }
}
