package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The present quotes of all symbols of one environment, and what came before them. Confined to one thread. */
public final class Market {
    private final Instruments instruments;
    private final long seed;
    private final Duration past;
    private final QuoteListener listener;
    private final Map<Long, Tick> present = new HashMap<>();
    private final Map<Long, TickHistory> histories = new HashMap<>();
    private final Map<Long, Conditions> conditions = new HashMap<>();
    private final Map<Long, LiveBars> bars = new HashMap<>();
    private final Map<Long, DepthBook> books = new HashMap<>();

    /**
     * Opens the market: every symbol has its first quote at once.
     *
     * @param instruments the symbols
     * @param seed what the history before the opening is made from
     * @param past how far that history goes back
     * @param now Unix ms
     * @param listener told of each change
     */
    public Market(Instruments instruments, long seed, Duration past, long now, QuoteListener listener) {
        this.instruments = instruments;
        this.seed = seed;
        this.past = past;
        this.listener = listener;
        instruments.all().forEach(instrument -> open(instrument, now));
    }

    /** Begins to trade a symbol, with its first quote and a past. */
    public void open(Instrument instrument, long now) {
        present.put(instrument.id(), new Tick(now, instrument.firstQuote()));
        conditions.put(instrument.id(), new Conditions(instrument.symbol()));
        histories.put(instrument.id(), new TickHistory(instrument, ~seed * 31 + instrument.id(), now, past));
    }

    /** The symbols traded here. */
    public Instruments instruments() {
        return instruments;
    }

    /** The present quote and since when it holds. */
    public Tick tick(Instrument instrument) {
        Tick tick = present.get(instrument.id());
        if (tick == null) {
            throw new IllegalArgumentException("Symbol " + instrument.id() + " is not of this market");
        }
        return tick;
    }

    /** The present quote. */
    public Quote quote(Instrument instrument) {
        return tick(instrument).quote();
    }

    /** Under which conditions a symbol is traded at present. */
    public Conditions conditions(Instrument instrument) {
        Conditions found = conditions.get(instrument.id());
        if (found == null) {
            throw new IllegalArgumentException("Symbol " + instrument.id() + " is not of this market");
        }
        return found;
    }

    /** Past and present ticks of a symbol. */
    public TickHistory history(Instrument instrument) {
        TickHistory history = histories.get(instrument.id());
        if (history == null) {
            throw new IllegalArgumentException("Symbol " + instrument.id() + " is not of this market");
        }
        return history;
    }

    /** The bars of a symbol that are being formed. */
    public LiveBars bars(Instrument instrument) {
        return bars.computeIfAbsent(instrument.id(), id -> new LiveBars(history(instrument)));
    }

    /** The order book of a symbol. */
    public DepthBook depth(Instrument instrument) {
        return books.computeIfAbsent(instrument.id(), id -> {
            DepthBook book = new DepthBook(instrument);
            book.move(quote(instrument));
            return book;
        });
    }

    /** The bid at which the trading day before the present one ended. */
    public long sessionClose(Instrument instrument, long now) {
        return history(instrument)
                .quoteBefore(Trendbars.open(now, ProtoOATrendbarPeriod.D1))
                .bid();
    }

    /**
     * Sets a quote. One that equals the present quote changes nothing and is not reported.
     *
     * @param instrument whose
     * @param quote the new one
     * @param now Unix ms
     */
    public void set(Instrument instrument, Quote quote, long now) {
        if (!quote.equals(quote(instrument))) {
            Tick tick = Tick.after(quote(instrument), now, quote);
            present.put(instrument.id(), tick);
            history(instrument).add(tick);
            bars(instrument).add(tick);
            DepthBook book = books.get(instrument.id());
            if (book != null) {
                book.move(quote);
            }
            listener.quoted(instrument, tick);
        }
    }
}
