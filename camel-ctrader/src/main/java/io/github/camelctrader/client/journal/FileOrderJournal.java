package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An order journal in one file. A record is appended and forced to the disk before {@link #write} returns; the last record
 * of a process that ended in the midst of it is cut off at the next opening. While it is open, the path must lead to the very
 * file that was opened, as this journal wrote it: else {@link #write} refuses, and goes on when that file is back. What others
 * wrote to it is never cut off. Of settled records those within the bounds are kept; when the file holds more than twice the
 * records that are kept, a new one with these alone takes its place. Only its owner may read it; it is locked, and so is a file beside it with {@code .lock} at the end of its name, so that
 * no second process or journal writes to it, whatever name it has for it. Safe for several threads.
 */
public final class FileOrderJournal implements BoundedJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FileOrderJournal.class);

    /** Records that may lie in the file needlessly, beyond as many as are kept. */
    private static final int SLACK = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path given;
    private final int slack;
    private final KeptRecords kept;
    private final Disk disk;
    private @Nullable FileOwnership ownership;
    private @Nullable JournalFile file;
    private int written;
    private int nextCompaction;

    /**
     * With {@link JournalBounds#DEFAULT}.
     *
     * @param file where the journal is or will be; its directory must exist
     */
    public FileOrderJournal(Path file) {
        this(file, JournalBounds.DEFAULT);
    }

    /** @param bounds what is kept of the settled operations of each environment */
    public FileOrderJournal(Path file, JournalBounds bounds) {
        this(file, bounds, SLACK, Disk.system(), Ticker.system());
    }

    FileOrderJournal(Path file, Duration retention, int mostSettled, int slack) {
        this(file, new JournalBounds(retention, mostSettled), slack, Disk.system(), Ticker.system());
    }

    FileOrderJournal(Path file, JournalBounds bounds, int slack, Disk disk, Ticker ticker) {
        this.given = file;
        this.slack = slack;
        this.disk = disk;
        this.kept = new KeptRecords(bounds, ticker);
    }

    @Override
    public void bound(Environment environment, JournalBounds bounds) {
        lock.lock();
        try {
            kept.bound(environment, bounds);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OrderRecord> open() {
        lock.lock();
        try {
            if (ownership == null) {
                take();
            }
            return kept.all();
        } catch (IOException e) {
            throw new OrderJournalException("The order journal " + given + " cannot be opened: " + reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(OrderRecord record) {
        lock.lock();
        try {
            if (file == null) {
                throw new OrderJournalException("The order journal " + given + " is closed", null);
            }
            write(file, record);
        } catch (IOException e) {
            throw new OrderJournalException("The order journal " + given + " cannot be written: " + reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (FileOwnership owned = ownership;
                JournalFile open = file) {
            ownership = null;
            file = null;
            kept.clear();
        } catch (IOException e) {
            throw new OrderJournalException("The order journal " + given + " did not close: " + reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    private void take() throws IOException {
        Path absolute = given.toAbsolutePath();
        Path real = realPath(absolute);
        FileOwnership owned = FileOwnership.take(real);
        try {
            file = load(absolute, real);
            ownership = owned;
        } finally {
            if (ownership == null) {
                kept.clear();
                owned.close();
            }
        }
    }

    /** Links are followed once, so that it is their target that will be replaced. */
    private static Path realPath(Path absolute) throws IOException {
        Path directory = absolute.getParent();
        if (Files.exists(absolute) || directory == null) {
            return absolute.toRealPath();
        }
        return directory.toRealPath().resolve(absolute.getFileName());
    }

    private JournalFile load(Path absolute, Path real) throws IOException {
        written = 0;
        nextCompaction = 0;
        JournalFile opened = JournalFile.open(absolute, real, disk);
        try {
            byte[] content = opened.read();
            int end = RecordFile.read(content, real, record -> {
                kept.put(record);
                written++;
            });
            if (content.length > end) {
                LOG.warn(
                        "The order journal {} ended in a record that was not written to its end: {} bytes cut off",
                        real,
                        content.length - end);
            }
            opened.beginAt(end);
            if (end == 0) {
                opened.append(RecordFile.TITLE);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void write(JournalFile open, OrderRecord record) throws IOException {
        if (!open.isTrusted()) {
            open.replace(keptContent());
            written = kept.size();
        }
        open.append(RecordFile.frame(record));
        written++;
        kept.put(record);
        if (written >= nextCompaction && written > 2 * kept.size() + slack) {
            compact(open);
        }
    }

    private void compact(JournalFile open) {
        try {
            open.replace(keptContent());
            written = kept.size();
            nextCompaction = 0;
        } catch (IOException | OrderJournalException e) {
            nextCompaction = written + slack;
            LOG.warn("The order journal {} was not made smaller. It goes on as it is", given, e);
        }
    }

    private byte[] keptContent() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(RecordFile.TITLE);
        for (OrderRecord record : kept.all()) {
            content.write(RecordFile.frame(record));
        }
        return content.toByteArray();
    }

    private static String reason(IOException e) {
        // What a file system refuses, it names by the type of its exception only.
        return e instanceof FileSystemException || e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
