package io.github.camelctrader.client.history;

import java.util.List;

/**
 * What a read of history found. A row in it is a fact in any case; that a row is not in it proves something only when the
 * read is complete, and only about the time before the read.
 *
 * @param rows oldest first, each id once
 * @param complete whether every page was read without error; false too when a bound of {@link AccountHistory} ended the read
 */
public record History<T>(List<T> rows, boolean complete) {
    public History {
        rows = List.copyOf(rows);
    }
}
