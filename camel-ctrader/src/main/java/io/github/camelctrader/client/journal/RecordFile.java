package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a journal file: a line that names it, then records, each as its length, the checksum of the length, its bytes
 * and their checksum. The length has a checksum of its own, so that a damaged one is not taken for the end of the file.
 */
final class RecordFile {
    /** How every journal file begins. */
    static final byte[] TITLE = "ctrader order journal 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int PREFIX = 2 * Integer.BYTES;
    private static final int SUFFIX = Integer.BYTES;

    /** In bytes. No record is longer, since no message of the server is. */
    private static final int LONGEST = 1 << 24;

    private RecordFile() {}

    /** A record as it stands in the file. */
    static byte[] frame(OrderRecord record) {
        byte[] bytes = record.toByteArray();
        return ByteBuffer.allocate(PREFIX + bytes.length + SUFFIX)
                .put(prefix(bytes.length))
                .put(bytes)
                .putInt(checksum(bytes, 0, bytes.length))
                .array();
    }

    /**
     * Reads the content of a file. Its last record may be torn: a process or a machine ended while it was written, which
     * nobody was told had succeeded.
     *
     * @param file named in failures
     * @param records gets every record that is in order, before this method throws too
     * @return where the last whole record ends, all that comes after it being a part of one; 0 when not even the title is whole
     * @throws OrderJournalException when this is no journal, or damaged anywhere else
     */
    static int read(byte[] content, Path file, Consumer<OrderRecord> records) {
        if (content.length < TITLE.length && isTitle(content, content.length)) {
            return 0;
        }
        if (!isTitle(content, TITLE.length)) {
            throw new OrderJournalException(file + " is no order journal: nothing was changed in it", null);
        }
        int position = TITLE.length;
        int count = 0;
        while (position < content.length && !isTorn(content, position)) {
            int length = length(content, position);
            int start = position + PREFIX;
            if (length < 0 || checksum(content, start, length) != integer(content, start + length)) {
                throw damaged(file, position, count, null);
            }
            try {
                records.accept(OrderRecord.parseFrom(Arrays.copyOfRange(content, start, start + length)));
            } catch (IllegalArgumentException e) {
                throw damaged(file, position, count, e);
            }
            position = start + length + SUFFIX;
            count++;
        }
        return position;
    }

    /** Whether a file is the beginning of a journal, or of one that was about to be written. */
    static boolean isBegun(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] beginning = in.readNBytes(TITLE.length);
            return isTitle(beginning, beginning.length);
        }
    }

    /** Whether what begins here is the beginning of a record, the rest of which is missing or was never filled. */
    private static boolean isTorn(byte[] content, int position) {
        int left = content.length - position;
        int length = length(content, position);
        if (length < 0) {
            return isTornPrefix(content, position);
        }
        int start = position + PREFIX;
        return left - PREFIX - SUFFIX < length
                || left - PREFIX - SUFFIX == length
                        && isZero(content, start + length)
                        && checksum(content, start, length) != 0;
    }

    /** A file may have grown before its bytes came: then it ends in zeros. */
    private static boolean isTornPrefix(byte[] content, int position) {
        byte[] prefix = Arrays.copyOf(Arrays.copyOfRange(content, position, content.length), PREFIX);
        int length = integer(prefix, 0);
        byte[] whole = prefix(length);
        for (int written = Integer.BYTES; written < PREFIX; written++) {
            if (Arrays.equals(Arrays.copyOf(Arrays.copyOf(whole, written), PREFIX), prefix)) {
                // As far as it was written it agrees. Where nothing of the checksum was, all that can be said is that
                // no
                // record is longer than that.
                boolean plausible = written > Integer.BYTES || length >= 0 && length <= LONGEST;
                return plausible && isZero(content, position + PREFIX);
            }
        }
        return false;
    }

    private static byte[] prefix(int length) {
        byte[] bytes = ByteBuffer.allocate(PREFIX).putInt(length).array();
        return ByteBuffer.wrap(bytes)
                .putInt(Integer.BYTES, checksum(bytes, 0, Integer.BYTES))
                .array();
    }

    /** The length that stands here; -1 when it does not agree with its checksum, or one of them is not whole. */
    private static int length(byte[] content, int position) {
        if (content.length - position < PREFIX) {
            return -1;
        }
        boolean agrees = checksum(content, position, Integer.BYTES) == integer(content, position + Integer.BYTES);
        return agrees ? integer(content, position) : -1;
    }

    private static boolean isZero(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTitle(byte[] content, int length) {
        return content.length >= length && Arrays.equals(content, 0, length, TITLE, 0, length);
    }

    private static int integer(byte[] content, int position) {
        return ByteBuffer.wrap(content).getInt(position);
    }

    private static int checksum(byte[] content, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(content, from, length);
        return (int) checksum.getValue();
    }

    private static OrderJournalException damaged(Path file, int position, int count, @Nullable Throwable cause) {
        return new OrderJournalException(
                "The order journal " + file + " is damaged at byte " + position + ", after " + count
                        + " records that are in order; nothing was changed in it. Put a good copy in its place, or move it"
                        + " away to begin a new one and look yourself which orders the account has",
                cause);
    }
}
