package io.github.camelctrader.client.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that only their owner may read: by POSIX permissions where they exist, otherwise by an access list. On a file system that
 * has neither the files are made without, and the log has a warning.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> READ_WRITE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFiles() {}

    /**
     * Makes an empty file that is the owner's before anything is in it.
     *
     * @throws FileAlreadyExistsException when there is one
     */
    public static void create(Path file) throws IOException {
        if (knows(file, "posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(READ_WRITE));
            // The process may have been told to leave out even some of these.
            Files.setPosixFilePermissions(file, READ_WRITE);
        } else {
            Files.createFile(file);
            restrict(file);
        }
    }

    /**
     * Makes an empty file, or takes the permissions of others away from the one that is there.
     *
     * @throws FileSystemException when what is there is a directory or something else
     */
    public static void createOrTighten(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException present) {
            if (!Files.isRegularFile(file)) {
                throw new FileSystemException(file.toString(), null, "is there already, and is no file");
            }
            tighten(file);
        }
    }

    /** Takes the permissions of others away from a file, and says so. */
    public static void tighten(Path file) throws IOException {
        if (knows(file, "posix")) {
            Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
            if (!READ_WRITE.containsAll(present)) {
                Files.setPosixFilePermissions(file, READ_WRITE);
                LOG.warn(
                        "{} is for its owner only and had the permissions {}: they are {} now",
                        file,
                        PosixFilePermissions.toString(present),
                        PosixFilePermissions.toString(READ_WRITE));
            }
        } else {
            restrict(file);
        }
    }

    /**
     * Has the entry of a file in its directory written to the disk, where the system lets directories be opened. An interrupt
     * of the thread, which would keep a channel from that, takes effect afterwards.
     */
    public static void forceDirectory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null || !knows(file, "posix")) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void restrict(Path file) throws IOException {
        AclFileAttributeView access =
                knows(file, "acl") ? Files.getFileAttributeView(file, AclFileAttributeView.class) : null;
        if (access == null) {
            LOG.warn(
                    "{} is for its owner only, and its file system has no permissions: see that nobody else can read it",
                    file);
            return;
        }
        access.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(access.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }

    /** Whether the file system has this kind of permissions. */
    private static boolean knows(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains(permissions);
    }
}
