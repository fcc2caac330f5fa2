package io.github.camelctrader.simulator.server;

import io.github.camelctrader.simulator.RecordedTick;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.market.Feed;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;
import io.github.camelctrader.simulator.market.Replay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the prices of one environment: by the walk, by replays, and to quotes that are set. Confined to the simulator's
 * thread.
 */
public final class MarketOperation {
    private final Market market;
    private final Feed feed;
    private final Clock clock;
    private final List<Replay> replays = new ArrayList<>();

    MarketOperation(Market market, Feed feed, Clock clock) {
        this.market = market;
        this.feed = feed;
        this.clock = clock;
    }

    /** Makes the quotes that are due. */
    void advance() {
        long nanos = System.nanoTime();
        long now = clock.millis();
        feed.advance(nanos, now);
        for (Replay replay : List.copyOf(replays)) {
            replay.advance(nanos, now);
        }
        replays.removeIf(replay -> replay.left() == 0);
    }

    /** Stops the walk. */
    public void pause() {
        feed.pause();
    }

    /** Lets the walk go on with all symbols. */
    public void resume() {
        feed.resume(System.nanoTime());
    }

    /**
     * Lets one symbol stand still until the walk is resumed.
     *
     * @throws IllegalArgumentException for an unknown symbol
     */
    public void hold(String symbolName) {
        feed.hold(instrument(symbolName));
    }

    /** All symbols but archived ones, as they were from the start. */
    public List<SimulatedSymbol> symbols() {
        return market.instruments().all().stream().map(Instrument::symbol).toList();
    }

    /** Walks a new symbol too. */
    void add(Instrument instrument) {
        feed.add(instrument, System.nanoTime());
    }

    /**
     * The present quote, as decimal numbers.
     *
     * @return bid and ask
     * @throws IllegalArgumentException for an unknown symbol
     */
    public List<BigDecimal> prices(String symbolName) {
        Instrument instrument = instrument(symbolName);
        Quote quote = market.quote(instrument);
        int digits = instrument.symbol().digits();
        return List.of(
                Prices.toDecimal(quote.bid()).setScale(digits),
                Prices.toDecimal(quote.ask()).setScale(digits));
    }

    /**
     * Sets one or both sides of a quote; {@code null} leaves a side.
     *
     * @throws IllegalArgumentException for an unknown symbol, or prices that are no quote
     */
    public void quote(String symbolName, @Nullable String bid, @Nullable String ask) {
        Instrument instrument = instrument(symbolName);
        market.set(instrument, next(instrument, market.quote(instrument), bid, ask), clock.millis());
    }

    /**
     * Begins to set recorded quotes, those of the first moment at once. Their symbols no longer walk.
     *
     * @throws IllegalArgumentException for a tick that cannot be set, naming it; nothing happens then
     */
    public void replay(List<RecordedTick> ticks, double speed) {
        Map<Instrument, Quote> quotes = new HashMap<>();
        List<Replay.Step> steps = new ArrayList<>();
        for (RecordedTick tick : ticks) {
            try {
                Instrument instrument = instrument(tick.symbol());
                Quote before = quotes.getOrDefault(instrument, market.quote(instrument));
                Quote quote = next(instrument, before, tick.bid(), tick.ask());
                quotes.put(instrument, quote);
                long nanos = Duration.between(ticks.get(0).time(), tick.time()).toNanos();
                steps.add(new Replay.Step((long) (nanos / speed), instrument, quote));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Tick " + (steps.size() + 1) + " at " + tick.time() + ": " + e.getMessage(), e);
            }
        }
        quotes.keySet().forEach(feed::hold);
        replays.add(new Replay(market, steps, System.nanoTime()));
        advance();
    }

    /** How many recorded quotes are still to come. */
    public int replayLeft() {
        return replays.stream().mapToInt(Replay::left).sum();
    }

    /** Ends all replays where they are. */
    public void stopReplays() {
        replays.clear();
    }

    private Instrument instrument(String symbolName) {
        return market.instruments()
                .find(symbolName)
                .orElseThrow(() -> new IllegalArgumentException("No symbol " + symbolName));
    }

    private static Quote next(Instrument instrument, Quote present, @Nullable String bid, @Nullable String ask) {
        return new Quote(
                bid == null ? present.bid() : price(instrument, bid),
                ask == null ? present.ask() : price(instrument, ask));
    }

    private static long price(Instrument instrument, String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no number", e);
        }
        SimulatedSymbol symbol = instrument.symbol();
        if (!symbol.isPrice(value)) {
            throw new IllegalArgumentException(
                    text + " is no price of " + symbol.name() + " with its " + symbol.digits() + " digits");
        }
        return Prices.fromDecimal(value);
    }
}
