package io.github.camelctrader.client.account;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that nobody but their owner may read: by POSIX permissions where there are such, else by an access list. */
final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> READ_WRITE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnly() {}

    /** Makes an empty file that is the owner's before anything is in it. */
    static void create(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(READ_WRITE));
            // The process may have been told to leave out even some of these.
            Files.setPosixFilePermissions(file, READ_WRITE);
        } else {
            Files.createFile(file);
            restrict(file);
        }
    }

    /** Takes the permissions of others away from a file, and says so. */
    static void tighten(Path file) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
            if (!READ_WRITE.containsAll(present)) {
                Files.setPosixFilePermissions(file, READ_WRITE);
                LOG.warn(
                        "{} holds tokens and had the permissions {}: they are {} now",
                        file,
                        PosixFilePermissions.toString(present),
                        PosixFilePermissions.toString(READ_WRITE));
            }
        } else {
            restrict(file);
        }
    }

    /** Has the entry of a file in its directory written to the disk, where the system lets directories be opened. */
    static void forceDirectory(Path file) throws IOException {
        if (isPosix(file)) {
            try (FileChannel directory =
                    FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    private static void restrict(Path file) throws IOException {
        AclFileAttributeView access = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (access == null) {
            LOG.warn("{} holds tokens, and its file system has no permissions: see that nobody else can read it", file);
            return;
        }
        access.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(access.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }
}
