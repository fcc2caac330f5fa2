package io.github.camelctrader.client.market;

import org.jspecify.annotations.Nullable;

/** One value for each symbol of each account, found without making an object. Not safe for several threads. */
public final class SymbolMap<V> {
    private final IdMap<IdMap<V>> accounts = new IdMap<>();

    /** The value of a symbol, or null when there is none. */
    public @Nullable V get(long accountId, long symbolId) {
        IdMap<V> symbols = accounts.get(accountId);
        return symbols == null ? null : symbols.get(symbolId);
    }

    /** Sets the value of a symbol. */
    public void put(long accountId, long symbolId, V value) {
        IdMap<V> symbols = accounts.get(accountId);
        if (symbols == null) {
            symbols = new IdMap<>();
            accounts.put(accountId, symbols);
        }
        symbols.put(symbolId, value);
    }

    /** Takes out all symbols of an account. */
    public void remove(long accountId) {
        accounts.remove(accountId);
    }

    /** Takes out everything. */
    public void clear() {
        accounts.clear();
    }
}
