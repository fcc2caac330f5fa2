package io.github.camelctrader.client.market;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One value for each symbol of each account. A look-up makes no object: it is done for every quote. Open addressing, at most
 * half full. Not safe for several threads.
 */
public final class SymbolMap<V> {
    private static final int FIRST_CAPACITY = 16;
    /** 2^64 divided by the golden ratio: spreads ids that follow each other. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] accounts = new long[FIRST_CAPACITY];
    private long[] symbols = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new Object[FIRST_CAPACITY];
    private int size;

    /** The value of a symbol, or null when there is none. */
    @SuppressWarnings("unchecked") // Nothing but values of this type is put in.
    public @Nullable V get(long accountId, long symbolId) {
        return (V) values[slot(accountId, symbolId)];
    }

    /** Sets the value of a symbol. */
    public void put(long accountId, long symbolId, V value) {
        int slot = slot(accountId, symbolId);
        if (values[slot] == null) {
            if (2 * (size + 1) > values.length) {
                rebuild(2 * values.length, account -> true);
                slot = slot(accountId, symbolId);
            }
            size++;
            accounts[slot] = accountId;
            symbols[slot] = symbolId;
        }
        values[slot] = value;
    }

    /** Takes out all symbols of an account. */
    public void remove(long accountId) {
        rebuild(values.length, account -> account != accountId);
    }

    /** Takes out everything. The room stays: what was there is likely to come again. */
    public void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    private void rebuild(int capacity, LongPredicate kept) {
        long[] oldAccounts = accounts;
        long[] oldSymbols = symbols;
        @Nullable Object[] oldValues = values;
        accounts = new long[capacity];
        symbols = new long[capacity];
        values = new Object[capacity];
        size = 0;
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null && kept.test(oldAccounts[i])) {
                int slot = slot(oldAccounts[i], oldSymbols[i]);
                accounts[slot] = oldAccounts[i];
                symbols[slot] = oldSymbols[i];
                values[slot] = oldValues[i];
                size++;
            }
        }
    }

    /** Where the symbol is, or the free place where it belongs. */
    private int slot(long accountId, long symbolId) {
        int mask = values.length - 1;
        int slot = (int) ((31 * accountId + symbolId) * SPREAD >>> 32) & mask;
        while (values[slot] != null && (symbols[slot] != symbolId || accounts[slot] != accountId)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
