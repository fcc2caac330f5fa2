package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows what is in a journal file: one line for each operation, the oldest first, with its newest record. It only reads, takes
 * no lock, and may be run while the application writes to the file.
 */
public final class ReadJournal {
    private static final int DAMAGED = 1;
    private static final int USAGE = 2;

    private ReadJournal() {}

    /** @param arguments the file */
    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Ends with 0 when all of the file was shown, 1 when it cannot be read or is damaged, 2 when no file is named. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length != 1) {
            err.println("usage: java -cp <class path> " + ReadJournal.class.getName() + " FILE");
            return USAGE;
        }
        Map<OrderRecord.Key, OrderRecord> newest = new LinkedHashMap<>();
        String problem = null;
        try {
            Path file = Path.of(arguments[0]);
            RecordFile.read(Files.readAllBytes(file), file, record -> newest.put(record.key(), record));
        } catch (OrderJournalException e) {
            problem = e.getMessage();
        } catch (IOException e) {
            problem = "The order journal cannot be read: " + e;
        }
        newest.values().forEach(record -> out.println(RecordLine.of(record)));
        out.flush();
        if (problem != null) {
            err.println(problem);
            return DAMAGED;
        }
        return 0;
    }
}
