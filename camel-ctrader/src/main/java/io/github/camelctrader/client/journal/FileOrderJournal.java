package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.files.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An order journal in one file. A record is appended and forced to the disk before {@link #write} returns; the last record
 * of a process that ended in the midst of it is cut off at the next opening. Settled records are kept for seven days, and
 * 10,000 of them at most; when the file holds more than twice the records that are kept, a new one with these alone takes its
 * place. Only its owner may read it; a file beside it, with {@code .lock} at the end of its name, keeps a second
 * process from writing to it. Safe for several threads.
 */
public final class FileOrderJournal implements OrderJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FileOrderJournal.class);

    /** Records that may lie in the file needlessly, beyond as many as are kept. */
    private static final int SLACK = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path given;
    private final int slack;
    private final KeptRecords kept;
    private @Nullable Path file;
    private @Nullable FileOwnership ownership;
    // No channel: the interrupt of a thread that writes would close it for all others.
    private @Nullable RandomAccessFile log;
    private long end;
    private int written;
    private int nextCompaction;

    /** @param file where the journal is or will be; its directory must exist */
    public FileOrderJournal(Path file) {
        this(file, KeptRecords.RETENTION, KeptRecords.MOST_SETTLED, SLACK);
    }

    FileOrderJournal(Path file, Duration retention, int mostSettled, int slack) {
        this.given = file;
        this.slack = slack;
        this.kept = new KeptRecords(retention, mostSettled);
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
            if (file == null || ownership == null) {
                throw new OrderJournalException("The order journal " + given + " is closed", null);
            }
            append(file, RecordFile.frame(record));
            kept.put(record);
            if (written >= nextCompaction && written > 2 * kept.size() + slack) {
                compact(file);
            }
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
                RandomAccessFile open = log) {
            ownership = null;
            log = null;
            kept.clear();
        } catch (IOException e) {
            throw new OrderJournalException("The order journal " + given + " did not close: " + reason(e), e);
        } finally {
            lock.unlock();
        }
    }

    private void take() throws IOException {
        Path real = realPath();
        FileOwnership owned = FileOwnership.take(real);
        try {
            load(real);
            file = real;
            ownership = owned;
        } finally {
            if (ownership == null) {
                kept.clear();
                closeLog();
                owned.close();
            }
        }
    }

    /** Links are followed once, so that it is their target that will be replaced. */
    private Path realPath() throws IOException {
        Path absolute = given.toAbsolutePath();
        Path directory = absolute.getParent();
        if (Files.exists(absolute) || directory == null) {
            return absolute.toRealPath();
        }
        return directory.toRealPath().resolve(absolute.getFileName());
    }

    private void load(Path real) throws IOException {
        PrivateFiles.createOrTighten(real);
        written = 0;
        nextCompaction = 0;
        end = RecordFile.read(real, record -> {
            kept.put(record);
            written++;
        });
        RandomAccessFile opened = new RandomAccessFile(real.toFile(), "rw");
        log = opened;
        if (end == 0) {
            opened.write(RecordFile.TITLE);
            end = RecordFile.TITLE.length;
        } else if (opened.length() > end) {
            LOG.warn(
                    "The order journal {} ended in a record that was not written to its end: {} bytes cut off",
                    real,
                    opened.length() - end);
        }
        opened.setLength(end);
        opened.getFD().sync();
        PrivateFiles.forceDirectory(real);
    }

    private void append(Path file, byte[] frame) throws IOException {
        if (log == null) {
            log = new RandomAccessFile(file.toFile(), "rw");
        }
        RandomAccessFile open = log;
        boolean durable = false;
        try {
            if (open.length() > end) {
                open.setLength(end);
            }
            open.seek(end);
            open.write(frame);
            open.getFD().sync();
            durable = true;
        } finally {
            if (!durable) {
                takeBack(open);
            }
        }
        end += frame.length;
        written++;
    }

    /** Nothing may stay of a record whose writer is told that it failed: a shorter one would not cover it. */
    private void takeBack(RandomAccessFile open) {
        try {
            open.setLength(end);
        } catch (IOException e) {
            LOG.warn("The order journal {} keeps a part of a record until the next one is written", given, e);
        }
    }

    private void compact(Path file) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            PrivateFiles.create(next);
            long length = writeKept(next);
            // Not every file system replaces a file that is open.
            closeLog();
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            end = length;
            written = kept.size();
            PrivateFiles.forceDirectory(file);
        } catch (IOException e) {
            nextCompaction = written + slack;
            LOG.warn("The order journal {} was not made smaller: {}. It goes on as it is", file, reason(e), e);
        }
    }

    private long writeKept(Path next) throws IOException {
        try (RandomAccessFile fresh = new RandomAccessFile(next.toFile(), "rw")) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.write(RecordFile.TITLE);
            for (OrderRecord record : kept.all()) {
                content.write(RecordFile.frame(record));
            }
            fresh.write(content.toByteArray());
            fresh.getFD().sync();
            return content.size();
        }
    }

    private void closeLog() throws IOException {
        RandomAccessFile open = log;
        log = null;
        if (open != null) {
            open.close();
        }
    }

    private static String reason(IOException e) {
        // What a file system refuses, it names by the type of its exception only.
        return e instanceof FileSystemException || e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
