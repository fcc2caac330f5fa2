package io.github.camelctrader.client.journal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of this machine, which fails when it is told to. */
final class BrokenDisk implements Disk {
    boolean movesOpenFiles = true;
    boolean deletes = true;
    private int good = Integer.MAX_VALUE;
    private int bad;

    /** After some calls that go well, so many fail; after these all is well again. */
    void failAfter(int good, int bad) {
        this.good = good;
        this.bad = bad;
    }

    @Override
    public void force(FileDescriptor file) throws IOException {
        if (good-- <= 0 && bad-- > 0) {
            throw new IOException("No space left on device");
        }
        file.sync();
    }

    @Override
    public void delete(Path file) throws IOException {
        if (!deletes) {
            throw new AccessDeniedException(file.toString());
        }
        Files.delete(file);
    }

    @Override
    public boolean movesOpenFiles(Path file) {
        return movesOpenFiles;
    }
}
