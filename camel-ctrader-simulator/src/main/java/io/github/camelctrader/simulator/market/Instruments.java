package io.github.camelctrader.simulator.market;

import io.github.camelctrader.simulator.SimulatedSymbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All symbols of a simulator, their assets and categories. Ids of assets and categories follow the order of first mention. Confined to one
 * thread once the simulator runs.
 */
public final class Instruments {
    private final Map<Long, Instrument> byId = new LinkedHashMap<>();
    private final Map<String, Instrument> byName = new LinkedHashMap<>();
    private final Map<Long, SimulatedSymbol> archived = new LinkedHashMap<>();
    private final List<String> assets = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    /**
     * Builds the directory.
     *
     * @param symbols the symbols, in the order clients will see them
     * @param depositAssets assets of accounts, which need an id even when no symbol names them
     * @throws IllegalArgumentException when an id occurs twice
     */
    public Instruments(Collection<SimulatedSymbol> symbols, Collection<String> depositAssets) {
        symbols.forEach(this::add);
        depositAssets.forEach(this::addAsset);
    }

    /**
     * Adds a symbol, with its assets and its category where they are new.
     *
     * @throws IllegalArgumentException when there is one with its id
     */
    public void add(SimulatedSymbol symbol) {
        if (has(symbol.id())) {
            throw new IllegalArgumentException("Two symbols with id " + symbol.id());
        }
        addAsset(symbol.baseAsset());
        addAsset(symbol.quoteAsset());
        if (!categories.contains(symbol.category())) {
            categories.add(symbol.category());
        }
        if (symbol.archived()) {
            archived.put(symbol.id(), symbol);
            return;
        }
        Instrument instrument = new Instrument(
                symbol,
                assetId(symbol.baseAsset()),
                assetId(symbol.quoteAsset()),
                1 + categories.indexOf(symbol.category()));
        byId.put(symbol.id(), instrument);
        byName.putIfAbsent(symbol.name(), instrument);
    }

    /** Whether there is a symbol with an id, an archived one too. */
    public boolean has(long symbolId) {
        return byId.containsKey(symbolId) || archived.containsKey(symbolId);
    }

    /** Gives an asset an id, unless it has one. */
    public void addAsset(String name) {
        if (!assets.contains(name)) {
            assets.add(name);
        }
    }

    /** Symbols that are gone, by id. */
    public Map<Long, SimulatedSymbol> archived() {
        return archived;
    }

    /** All symbols but those that are archived, in the order clients see them. */
    public Collection<Instrument> all() {
        return byId.values();
    }

    /** The symbol with an id, or nothing. */
    public Optional<Instrument> find(long symbolId) {
        return Optional.ofNullable(byId.get(symbolId));
    }

    /** The first symbol that has had a name from the start, or nothing. */
    public Optional<Instrument> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Asset names; the id of each is its index plus 1. */
    public List<String> assets() {
        return assets;
    }

    /** Category names; the id of each, and of its asset class, is its index plus 1. */
    public List<String> categories() {
        return categories;
    }

    /** Id of an asset, or nothing when neither symbols nor accounts name it. */
    public Optional<Long> findAsset(String name) {
        return assets.contains(name) ? Optional.of(assetId(name)) : Optional.empty();
    }

    /** Id of an asset known to this directory. */
    public long assetId(String name) {
        int index = assets.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("No asset " + name);
        }
        return 1 + index;
    }
}
