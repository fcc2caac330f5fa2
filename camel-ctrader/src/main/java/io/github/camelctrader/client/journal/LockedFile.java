package io.github.camelctrader.client.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * One file, open and locked: no other process and no other journal of this one takes it, under any name that it has. The
 * lock lies far behind the end, so that it keeps nobody from reading.
 */
final class LockedFile implements AutoCloseable {
    private static final long LOCKED_PLACE = 1L << 62;

    private Path path;
    private BasicFileAttributes identity;
    // No channel for the content: the interrupt of a thread that writes would close it for all others.
    private final RandomAccessFile content;
    private FileLock lock;

    private LockedFile(Path path, BasicFileAttributes identity, RandomAccessFile content, FileLock lock) {
        this.path = path;
        this.identity = identity;
        this.content = content;
        this.lock = lock;
    }

    /**
     * @param path an existing file
     * @throws io.github.camelctrader.client.OrderJournalException when it has an owner
     */
    static LockedFile take(Path path) throws IOException {
        BasicFileAttributes identity = attributes(path);
        if (identity.fileKey() != null) {
            FileOwnership.ownHere(identity.fileKey(), path);
        }
        RandomAccessFile content = null;
        boolean taken = false;
        try {
            content = new RandomAccessFile(path.toFile(), "rw");
            LockedFile held = new LockedFile(path, identity, content, tryLock(content.getChannel(), path));
            if (!held.isAt(attributes(path))) {
                // It was replaced meanwhile, as its owner does when it makes it anew.
                throw FileOwnership.ownedElsewhere(path, null);
            }
            taken = true;
            return held;
        } finally {
            if (!taken) {
                release(identity, content);
            }
        }
    }

    RandomAccessFile content() {
        return content;
    }

    /** What stands at a path now, links followed. */
    static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** Whether what stands at a path is this file. Where files have no key, one of the same age is taken for it. */
    boolean isAt(BasicFileAttributes found) {
        return identity.fileKey() != null
                ? identity.fileKey().equals(found.fileKey())
                : identity.creationTime().equals(found.creationTime());
    }

    /** The file has another path now. */
    void movedTo(Path path) throws IOException {
        this.path = path;
        if (identity.fileKey() == null) {
            // Some systems give a file the age of the one whose place it takes.
            identity = attributes(path);
        }
    }

    /**
     * Takes the lock anew: any other handle of the file that this process closed meanwhile may have given it up, unseen.
     *
     * @throws io.github.camelctrader.client.OrderJournalException when another process took the file in between
     */
    void renew() throws IOException {
        lock.release();
        lock = tryLock(content.getChannel(), path);
    }

    @Override
    public void close() throws IOException {
        release(identity, content);
    }

    private static FileLock tryLock(FileChannel channel, Path path) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_PLACE, 1, false);
        } catch (OverlappingFileLockException e) {
            throw FileOwnership.ownedElsewhere(path, e);
        }
        if (lock == null) {
            throw FileOwnership.ownedElsewhere(path, null);
        }
        return lock;
    }

    private static void release(BasicFileAttributes identity, @Nullable RandomAccessFile content) throws IOException {
        try (RandomAccessFile closing = content) {
            // Nothing but to close it, before another journal of this process may open it.
        } finally {
            if (identity.fileKey() != null) {
                FileOwnership.disownHere(identity.fileKey());
            }
        }
    }
}
