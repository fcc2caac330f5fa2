package io.github.camelctrader.client.market;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value for each id. A look-up makes no object, as a map with boxed keys does: it is done for every quote. Open addressing, at
 * most half full. Not safe for several threads.
 */
public final class IdMap<V> {
    private static final int FIRST_CAPACITY = 16;
    /** 2^64 divided by the golden ratio: spreads ids that follow each other. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] ids = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new Object[FIRST_CAPACITY];
    private int size;

    /** The value of an id, or null when there is none. */
    @SuppressWarnings("unchecked") // Nothing but values of this type is put in.
    public @Nullable V get(long id) {
        return (V) values[slot(id)];
    }

    /** Sets the value of an id. */
    public void put(long id, V value) {
        int slot = slot(id);
        if (values[slot] == null) {
            if (2 * (size + 1) > values.length) {
                grow();
                slot = slot(id);
            }
            size++;
            ids[slot] = id;
        }
        values[slot] = value;
    }

    /** Takes out an id. */
    public void remove(long id) {
        int mask = values.length - 1;
        int free = slot(id);
        if (values[free] == null) {
            return;
        }
        size--;
        values[free] = null;
        // Those behind it may have been put there because its place was taken.
        for (int slot = free + 1 & mask; values[slot] != null; slot = slot + 1 & mask) {
            Object value = values[slot];
            values[slot] = null;
            int place = slot(ids[slot]);
            ids[place] = ids[slot];
            values[place] = value;
        }
    }

    /** Gives out all values, in no order. The map must not be changed meanwhile. */
    @SuppressWarnings("unchecked") // Nothing but values of this type is put in.
    public void forEach(Consumer<V> action) {
        for (Object value : values) {
            if (value != null) {
                action.accept((V) value);
            }
        }
    }

    /** Takes out everything. The room stays: what was there is likely to come again. */
    public void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    private void grow() {
        long[] oldIds = ids;
        @Nullable Object[] oldValues = values;
        ids = new long[2 * oldIds.length];
        values = new Object[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Where the id is, or the free place where it belongs. */
    private int slot(long id) {
        int mask = values.length - 1;
        int slot = (int) (id * SPREAD >>> 32) & mask;
        while (values[slot] != null && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
