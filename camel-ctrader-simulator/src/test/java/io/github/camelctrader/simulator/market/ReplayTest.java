package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final Market market =
            new Market(MarketHarness.instruments(), 1, MarketHarness.PAST, 0, (instrument, tick) -> {});
    private final Instrument symbol = market.instruments().find("EURUSD").orElseThrow();

    @Test
    void eachQuoteIsSetWhenItsTimeHasCome() {
        Replay replay = new Replay(
                market, List.of(step(0, 108_600), step(500, 108_700), step(500, 108_710), step(900, 108_800)), 10_000);

        replay.advance(10_000, 1);
        assertThat(market.quote(symbol).bid()).isEqualTo(108_600);
        replay.advance(10_499, 2);
        assertThat(replay.left()).isEqualTo(3);
        replay.advance(10_500, 3);
        assertThat(market.tick(symbol)).isEqualTo(new Tick(3, new Quote(108_710, 108_720)));
        replay.advance(10_899, 4);
        assertThat(replay.left()).isEqualTo(1);
        replay.advance(99_999, 5);
        assertThat(market.quote(symbol).bid()).isEqualTo(108_800);
        assertThat(replay.left()).isZero();
    }

    private Replay.Step step(long afterNanos, long bid) {
        return new Replay.Step(afterNanos, symbol, new Quote(bid, bid + 10));
    }
}
