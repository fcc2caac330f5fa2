package io.github.camelctrader.simulator.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order book of one symbol, made up around its quote: {@value #LEVELS} prices on each side, the best of them offered by two. An offer keeps its
 * id as long as price, side and size stay. Confined to one thread.
 */
public final class DepthBook {
    static final int LEVELS = 5;
    private static final int SIZES = 9;

    /**
     * An offer.
     *
     * @param id unique within the symbol
     * @param price in 1/100000
     * @param size in 0.01 unit
     * @param isBid its side
     */
    public record Offer(long id, long price, long size, boolean isBid) {}

    private record Place(long price, boolean isBid, int index) {}

    private final Instrument instrument;
    private Map<Place, Offer> offers = new HashMap<>();
    private long ids;

    DepthBook(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Moves the book to a quote. */
    void move(Quote quote) {
        long step = Math.max(
                instrument.priceStep(), (quote.ask() - quote.bid()) / instrument.priceStep() * instrument.priceStep());
        Map<Place, Offer> next = new HashMap<>();
        for (Place place : places(quote, step)) {
            Offer kept = offers.get(place);
            next.put(place, kept == null ? offer(place) : kept);
        }
        offers = next;
    }

    private static Set<Place> places(Quote quote, long step) {
        Set<Place> places = new LinkedHashSet<>();
        places.add(new Place(quote.bid(), true, 1));
        places.add(new Place(quote.ask(), false, 1));
        for (int level = 0; level < LEVELS; level++) {
            places.add(new Place(quote.bid() - level * step, true, 0));
            places.add(new Place(quote.ask() + level * step, false, 0));
        }
        places.removeIf(place -> place.price() <= 0);
        return places;
    }

    private Offer offer(Place place) {
        long lots = 1 + Math.floorMod(place.price() * 31 + place.index() * 7L, SIZES);
        return new Offer(++ids, place.price(), lots * instrument.symbol().lotSize(), place.isBid());
    }

    /** All offers, in the order they came. */
    public List<Offer> offers() {
        List<Offer> all = new ArrayList<>(offers.values());
        all.sort((one, other) -> Long.compare(one.id(), other.id()));
        return all;
    }
}
