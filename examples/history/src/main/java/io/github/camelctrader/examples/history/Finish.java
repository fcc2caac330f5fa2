package io.github.camelctrader.examples.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes what was wanted of the rows as CSV. May be done again after a crash. */
interface Finish {
    /**
     * @param csv all rows
     * @param made where to write; the caller gives it its name when it is whole
     */
    void make(Path csv, Path made) throws IOException;

    /** @throws IllegalArgumentException when the name of the file does not say what it is to be */
    static Finish of(Query query, String file) {
        if (file.endsWith(".csv")) {
            return Files::copy;
        } else if (file.endsWith(".csv.gz")) {
            return Finish::zip;
        } else if (file.endsWith(".parquet")) {
            return new Parquet(query.isTicks());
        }
        throw new IllegalArgumentException(
                file + " is no JDBC URL and ends neither in .csv nor in .csv.gz nor in .parquet");
    }

    private static void zip(Path csv, Path made) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(made))) {
            Files.copy(csv, out);
        }
    }
}
