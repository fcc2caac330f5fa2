package io.github.camelctrader.client.journal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a journal needs to know of a file system, and what a test puts a broken one in the place of. */
interface Disk {
    /** Returns when all that was written to a file is safe. */
    void force(FileDescriptor file) throws IOException;

    /** Whether the file system moves files that are open, and lets them take the place of others that are. */
    boolean movesOpenFiles(Path file);

    /** Deletes a file. */
    void delete(Path file) throws IOException;

    /** The disks of this machine. */
    static Disk system() {
        return new Disk() {
            @Override
            public void force(FileDescriptor file) throws IOException {
                file.sync();
            }

            @Override
            public boolean movesOpenFiles(Path file) {
                return file.getFileSystem().supportedFileAttributeViews().contains("posix");
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.delete(file);
            }
        };
    }
}
