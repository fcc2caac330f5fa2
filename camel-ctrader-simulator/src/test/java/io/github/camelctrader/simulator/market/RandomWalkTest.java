package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWalkTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void staysOnTheGridAndInBoundsAndAlwaysMoves(long symbolId) {
        Instrument instrument = MarketHarness.instruments().find(symbolId).orElseThrow();
        Quote origin = instrument.firstQuote();
        RandomWalk walk = new RandomWalk(instrument, new SplittableRandom(symbolId));
        Quote quote = origin;
        int bidAlone = 0;
        int askAlone = 0;
        for (int step = 0; step < 200_000; step++) {
            Quote next = walk.next(quote);
            assertThat(next).isNotEqualTo(quote);
            assertThat(instrument.onGrid(next.bid()) && instrument.onGrid(next.ask()))
                    .isTrue();
            assertThat(next.bid()).isBetween(origin.bid() * 7 / 10, origin.bid() * 13 / 10);
            assertThat((next.ask() - next.bid()) * 2)
                    .isBetween(origin.ask() - origin.bid(), 4 * (origin.ask() - origin.bid()));
            bidAlone += next.ask() == quote.ask() ? 1 : 0;
            askAlone += next.bid() == quote.bid() ? 1 : 0;
            quote = next;
        }
        assertThat(bidAlone).isGreaterThan(10_000);
        assertThat(askAlone).isGreaterThan(10_000);
    }
}
