package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.files.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows at its end and is made anew as a whole now and then. Every write first sees to it that the path still
 * leads to the open file and that nobody else wrote to it; what others wrote is never cut off. Not safe for several threads.
 */
final class JournalFile implements AutoCloseable {
    private final List<Path> paths;
    private final Path file;
    private final Disk disk;
    private LockedFile held;
    private long end;
    private boolean trusted = true;
    private byte @Nullable [] unfinished;

    private JournalFile(Path given, Path file, Disk disk, LockedFile held) {
        this.paths = given.equals(file) ? List.of(file) : List.of(given, file);
        this.file = file;
        this.disk = disk;
        this.held = held;
    }

    /**
     * Opens a file, or makes it. What an earlier process left of one that should have taken its place is deleted.
     *
     * @param given the path that must lead to the file as long as it is open
     * @param file the same without links
     * @throws OrderJournalException when another journal has it
     */
    static JournalFile open(Path given, Path file, Disk disk) throws IOException {
        PrivateFiles.createOrTighten(file);
        LockedFile held = LockedFile.take(file);
        try {
            deleteLeftover(next(file), disk);
            return new JournalFile(given, file, disk, held);
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    byte[] read() throws IOException {
        byte[] content = new byte[Math.toIntExact(held.content().length())];
        held.content().seek(0);
        held.content().readFully(content);
        return content;
    }

    /** The end of what is whole; what comes after it, which the caller knows to be a part of a record, is cut off. */
    void beginAt(long end) throws IOException {
        this.end = end;
        held.content().setLength(end);
        disk.force(held.content().getFD());
        PrivateFiles.forceDirectory(file);
    }

    /** Whether what was written is on the disk, as far as is known; if not, all of it has to be written anew. */
    boolean isTrusted() {
        return trusted;
    }

    /**
     * Writes at the end, and returns when the bytes are on the disk.
     *
     * @throws OrderJournalException when the path does not lead to this file as it was written; nothing was written then
     */
    void append(byte[] bytes) throws IOException {
        takeBackUnfinished();
        check();
        unfinished = bytes;
        try {
            held.content().seek(end);
            held.content().write(bytes);
            force(held);
        } catch (IOException e) {
            try {
                takeBackUnfinished();
            } catch (IOException later) {
                // Before the next write it is tried again.
                e.addSuppressed(later);
            }
            throw e;
        }
        unfinished = null;
        end += bytes.length;
    }

    /**
     * Puts a new file with other content in the place of this one. If it fails, this one goes on.
     *
     * @throws OrderJournalException when the path does not lead to this file as it was written
     */
    void replace(byte[] content) throws IOException {
        Path next = next(file);
        deleteLeftover(next, disk);
        if (Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(next);
        }
        PrivateFiles.create(next);
        LockedFile fresh = null;
        try {
            fresh = LockedFile.take(next);
            fresh.content().write(content);
            disk.force(fresh.content().getFD());
            takeBackUnfinished();
            check();
            putInPlace(next, fresh);
        } catch (IOException | RuntimeException e) {
            discard(next, fresh, e);
            throw e;
        }
        end = content.length;
        trusted = false;
        PrivateFiles.forceDirectory(file);
        trusted = true;
    }

    private void putInPlace(Path next, LockedFile fresh) throws IOException {
        LockedFile replaced = held;
        if (disk.movesOpenFiles(file)) {
            move(next);
            fresh.movedTo(file);
            held = fresh;
            replaced.close();
        } else {
            fresh.close();
            replaced.close();
            try {
                move(next);
            } finally {
                // Should this fail, nothing is written until the next opening.
                held = LockedFile.take(file);
            }
        }
    }

    private void move(Path next) throws IOException {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private void force(LockedFile written) throws IOException {
        try {
            disk.force(written.content().getFD());
        } catch (IOException e) {
            // What the system could not bring to the disk it may since take for clean, and never try again.
            trusted = false;
            throw e;
        }
    }

    /** Nothing may stay of a record whose writer is told that it failed; what is not of that record is not touched. */
    private void takeBackUnfinished() throws IOException {
        byte[] mine = unfinished;
        if (mine == null) {
            return;
        }
        RandomAccessFile content = held.content();
        long more = content.length() - end;
        if (more > 0 && more <= mine.length) {
            byte[] found = new byte[(int) more];
            content.seek(end);
            content.readFully(found);
            if (Arrays.equals(found, Arrays.copyOf(mine, found.length))) {
                content.setLength(end);
            }
        }
        unfinished = null;
    }

    private void check() throws IOException {
        for (Path path : paths) {
            BasicFileAttributes found;
            try {
                found = LockedFile.attributes(path);
            } catch (NoSuchFileException e) {
                throw notThatFile("it is not there any more", e);
            }
            if (!held.isAt(found)) {
                throw notThatFile("another file is in its place", null);
            }
            if (found.size() != end) {
                throw notThatFile(
                        "somebody else changed it: it has " + found.size() + " bytes in place of " + end, null);
            }
        }
        held.renew();
    }

    private OrderJournalException notThatFile(String found, @Nullable Throwable cause) {
        return new OrderJournalException(
                "The order journal " + paths.get(0) + " is not as it was written, " + found
                        + ". Nothing was written, and no order is sent, until that file is back in its place; a restart of"
                        + " the component goes on with what is there then",
                cause);
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Deletes what a replacement that failed left behind; whatever else has that name stays and is in the way. */
    private static void deleteLeftover(Path next, Disk disk) throws IOException {
        if (Files.isRegularFile(next, LinkOption.NOFOLLOW_LINKS) && RecordFile.isBegun(next)) {
            disk.delete(next);
        }
    }

    /** A full disk stays full as long as this lies on it. */
    private static void discard(Path next, @Nullable LockedFile fresh, Exception cause) {
        try (LockedFile closing = fresh) {
            Files.deleteIfExists(next);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
