package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a journal file, held by one journal of one process at a time. Versions that know nothing of
 * {@link LockedFile} see it by a lock on a file beside the journal.
 */
final class FileOwnership implements AutoCloseable {
    // Where a file system's locks belong to the process, closing any handle of a locked file gives its lock up. So a
    // second journal of this process must not even open the file, whatever path it has for it.
    private static final Set<Object> OWNED_HERE = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private FileOwnership(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * @throws OrderJournalException when the file has an owner
     * @throws IOException when the lock file cannot be made
     */
    static FileOwnership take(Path file) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        ownHere(lockFile, file);
        boolean taken = false;
        try {
            FileChannel channel = open(file, lockFile);
            taken = true;
            return new FileOwnership(lockFile, channel);
        } finally {
            if (!taken) {
                disownHere(lockFile);
            }
        }
    }

    /** @throws OrderJournalException when another journal of this process has it, by whatever path */
    static void ownHere(Object key, Path file) {
        if (!OWNED_HERE.add(key)) {
            throw new OrderJournalException(
                    "The order journal " + file + " is open in this process already: let both use one component, or"
                            + " give each a file of its own",
                    null);
        }
    }

    static void disownHere(Object key) {
        OWNED_HERE.remove(key);
    }

    static OrderJournalException ownedElsewhere(Path file, @Nullable Throwable cause) {
        return new OrderJournalException(
                "The order journal " + file
                        + " belongs to another process that runs: stop it, or give each a file of its own",
                cause);
    }

    private static FileChannel open(Path file, Path lockFile) throws IOException {
        PrivateFiles.createOrTighten(lockFile);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw ownedElsewhere(file, e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw ownedElsewhere(file, null);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            disownHere(lockFile);
        }
    }
}
