package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ends of a file are torn records, to be cut off, and which are damage, to be reported. */
class RecordFileTest {
    private static final OrderRecord FIRST = Records.record("first", Phase.SUBMITTED);

    private final List<OrderRecord> found = new ArrayList<>();

    @ParameterizedTest(name = "length {0}, its checksum {1}, then {2}: {3}")
    @CsvSource({
        // Without a checksum, any length that a record may have can be the beginning of one.
        "5,            none,  '',     TORN",
        "0,            zero,  0000,   TORN",
        "16777216,     none,  '',     TORN",
        "16777217,     none,  '',     DAMAGED",
        "16777217,     zero,  0000,   DAMAGED",
        "-1,           none,  '',     DAMAGED",
        "-1,           zero,  0000,   DAMAGED",
        // What was not written yet is zeros up to the end.
        "5,            zero,  0000,   TORN",
        "5,            zero,  0001,   DAMAGED",
        "5,            part,  0000,   TORN",
        "5,            part,  0001,   DAMAGED",
        // A checksum that is there must be the right one.
        "5,            wrong, '',     DAMAGED",
        "5,            wrong, 0000,   DAMAGED",
        // One that says that no record can follow is no part of any.
        "-1,           right, '',     DAMAGED",
        "-1,           right, 0000,   DAMAGED",
        // As many bytes as are announced, or more, without the checksum that must follow.
        "5,            right, '',     TORN",
        "5,            right, 01,     TORN",
        "1,            right, 0100000000,     TORN",
        "1,            right, 010000000000,   DAMAGED",
        "1,            right, 0100000001,     DAMAGED",
        "0,            right, 00000000,       DAMAGED"
    })
    void whatFollowsTheLastWholeRecord(int length, String checksum, String rest, String means) {
        byte[] content =
                join(RecordFile.TITLE, RecordFile.frame(FIRST), bytes(length), checksum(length, checksum), hex(rest));
        if (means.equals("TORN")) {
            assertThat(read(content)).isEqualTo(RecordFile.TITLE.length + RecordFile.frame(FIRST).length);
        } else {
            assertThatThrownBy(() -> read(content))
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining("damaged at byte "
                            + (RecordFile.TITLE.length + RecordFile.frame(FIRST).length) + ", after 1 records");
        }
        assertThat(found).containsExactly(FIRST);
    }

    @Test
    void aRecordWhoseChecksumHappensToBeZeroIsNotTorn() {
        OrderRecord zero = Records.record("0010110010010101001000000111111000000000", Phase.SUBMITTED);
        byte[] frame = RecordFile.frame(zero);
        assertThat(Arrays.copyOfRange(frame, frame.length - Integer.BYTES, frame.length))
                .as("its checksum")
                .containsOnly(0);

        assertThat(read(join(RecordFile.TITLE, frame))).isEqualTo(RecordFile.TITLE.length + frame.length);
        assertThat(found).containsExactly(zero);
    }

    private int read(byte[] content) {
        return RecordFile.read(content, Path.of("orders.journal"), found::add);
    }

    private static byte[] checksum(int length, String which) {
        CRC32C right = new CRC32C();
        right.update(bytes(length));
        byte[] whole = bytes((int) right.getValue());
        return switch (which) {
            case "none" -> new byte[0];
            case "zero" -> new byte[Integer.BYTES];
            case "part" -> Arrays.copyOf(Arrays.copyOf(whole, 2), Integer.BYTES);
            case "wrong" -> bytes(~(int) right.getValue());
            default -> whole;
        };
    }

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
