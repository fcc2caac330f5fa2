package io.github.camelctrader.client.token;

import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.files.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps tokens in one file that only its owner may read. Each save writes a new file beside it, has it written to the disk,
 * and puts it in the place of the old one, so that the end of the process at any moment leaves the old state or the new one.
 */
public final class FileTokenStore implements TokenStore {
    private static final String OPTION = "tokenFile";

    private final Path file;
    private final Path draft;
    private final ReentrantLock lock = new ReentrantLock();

    private FileTokenStore(Path file) {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".new");
    }

    /**
     * Looks whether tokens can be kept in a file, which need not exist yet.
     *
     * @throws InvalidRequestException naming {@code tokenFile}, when its directory does not exist or cannot be written, or the
     *     file exists and is no file of tokens
     */
    public static FileTokenStore open(Path path) {
        try {
            Path absolute = path.toAbsolutePath();
            // What stands behind a link is replaced, not the link.
            FileTokenStore store = new FileTokenStore(Files.exists(absolute) ? absolute.toRealPath() : absolute);
            store.check();
            return store;
        } catch (IOException e) {
            throw new InvalidRequestException(OPTION, path, TokenFileFormat.reason(e));
        }
    }

    @Override
    public List<StoredTokens> load() throws IOException {
        lock.lock();
        try {
            return Files.exists(file) ? List.copyOf(read().values()) : List.of();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void save(StoredTokens tokens) throws IOException {
        lock.lock();
        try {
            Map<String, StoredTokens> all = Files.exists(file) ? read() : new LinkedHashMap<>();
            all.put(tokens.grantId(), tokens);
            write(TokenFileFormat.write(all.values()));
        } finally {
            lock.unlock();
        }
    }

    /** Names the file. */
    @Override
    public String toString() {
        return file.toString();
    }

    private void check() throws IOException {
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IOException("its directory does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("is a directory");
        }
        if (Files.exists(file)) {
            PrivateFiles.tighten(file);
            read();
        }
        // Only an attempt shows whether the directory can be written, whatever its permissions say.
        Files.deleteIfExists(draft);
        PrivateFiles.create(draft);
        Files.delete(draft);
    }

    private Map<String, StoredTokens> read() throws IOException {
        Map<String, StoredTokens> all = new LinkedHashMap<>();
        for (StoredTokens tokens : TokenFileFormat.read(Files.readString(file, StandardCharsets.UTF_8))) {
            all.put(tokens.grantId(), tokens);
        }
        return all;
    }

    private void write(StringWriter content) throws IOException {
        try {
            writeDraft(content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system cannot replace a file in one step", e);
        } finally {
            // A full disk stays full as long as a draft that failed lies on it.
            Files.deleteIfExists(draft);
        }
        PrivateFiles.forceDirectory(file);
    }

    private void writeDraft(StringWriter content) throws IOException {
        Files.deleteIfExists(draft);
        PrivateFiles.create(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(content.toString().getBytes(StandardCharsets.UTF_8));
            channel.force(true);
        }
    }
}
