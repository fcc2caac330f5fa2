package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.HistoryRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Rows as lines of a file with a name of its own, which grows page by page and is left where it is by a crash. The file that was wanted is
 * made of it at the end, so that there is never half of one. While the range is not over it stays, and the next time goes on with it.
 */
final class CsvFile implements Output {
    private static final int LINE_END = '\n';

    private final Query query;
    private final Path wanted;
    private final Path part;
    private final Finish finish;
    private final RandomAccessFile file;
    private final long next;

    CsvFile(Query query, Path wanted, Finish finish) throws IOException {
        this.query = query;
        this.wanted = wanted.toAbsolutePath();
        this.finish = finish;
        part = this.wanted.resolveSibling(this.wanted.getFileName() + "." + query.id() + ".part");
        Files.createDirectories(this.wanted.getParent());
        file = new RandomAccessFile(part.toFile(), "rw");
        if (file.getChannel().tryLock() == null) {
            file.close();
            throw new IOException("Another process writes " + part);
        }
        next = cutToWholeTimes();
    }

    /** Drops what a crash may have left incomplete: half a line, and the rows of the last time, of which there may have been more. */
    private long cutToWholeTimes() throws IOException {
        long end = lineBefore(file.length());
        int header = query.csvHeader().length() + 1;
        if (end < header) {
            file.setLength(0);
            file.write((query.csvHeader() + "\n").getBytes(StandardCharsets.US_ASCII));
            return query.from();
        }
        if (end == header) {
            file.setLength(end);
            return query.from();
        }
        long cut = lineBefore(end - 1);
        String last = time(cut);
        while (cut > header && time(lineBefore(cut - 1)).equals(last)) {
            cut = lineBefore(cut - 1);
        }
        file.setLength(cut);
        return Long.parseLong(last);
    }

    /** Where the line begins that holds the byte before a position. */
    private long lineBefore(long position) throws IOException {
        long begin = position;
        while (begin > 0) {
            file.seek(begin - 1);
            if (file.read() == LINE_END) {
                return begin;
            }
            begin--;
        }
        return 0;
    }

    private String time(long line) throws IOException {
        file.seek(line);
        StringBuilder time = new StringBuilder();
        for (int next = file.read(); next != ','; next = file.read()) {
            time.append((char) next);
        }
        return time.toString();
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public void write(List<? extends HistoryRow> page) throws IOException {
        StringBuilder lines = new StringBuilder();
        page.forEach(row -> lines.append(row.toCsv()).append('\n'));
        file.seek(file.length());
        file.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        file.getChannel().force(false);
    }

    @Override
    public void finish(long until) throws IOException {
        Path made = wanted.resolveSibling(wanted.getFileName() + ".made");
        Files.deleteIfExists(made);
        finish.make(part, made);
        Files.move(made, wanted, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        close();
        if (until >= query.to()) {
            Files.delete(part);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
