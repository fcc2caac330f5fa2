package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.HistoryRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where rows go. What was taken before a crash is there after it, and goes on from {@link #next()}. */
interface Output extends Closeable {
    /** From when on rows are wanted, Unix ms. */
    long next();

    /** Takes a page: all there is in its time. On return it is safe from the end of this process. */
    void write(List<? extends HistoryRow> page) throws IOException;

    /**
     * All rows were written that there are.
     *
     * @param until up to which time; what is later than that did not happen yet, and is for another time. Unix ms
     */
    void finish(long until) throws IOException;

    /** @param into a JDBC URL, or a file that ends in .csv, .csv.gz or .parquet */
    static Output open(Query query, String into) throws IOException {
        if (into.startsWith("jdbc:")) {
            return new DataBase(query, into);
        }
        return new CsvFile(query, Path.of(into), Finish.of(query, into));
    }
}
