package io.github.camelctrader.proto;

import static io.github.camelctrader.proto.TestData.text;

import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A frame and what it means.
 *
 * @param clientMsgId null if the envelope has none, which differs from an empty one
 * @param hasPayload whether the envelope has the payload field, be it empty or not
 */
record Frame(
        String name,
        String messageType,
        int payloadType,
        @Nullable String clientMsgId,
        boolean hasPayload,
        JsonObject fields,
        String hex) {
    private static final int LENGTH_BYTES = 4;

    static Stream<Frame> group(String group) {
        return TestData.frames(group)
                .map(frame -> new Frame(
                        text(frame, "name"),
                        text(frame, "messageType"),
                        frame.get("payloadType").getAsInt(),
                        frame.get("clientMsgId").isJsonNull() ? null : text(frame, "clientMsgId"),
                        !(frame.has("payload") && text(frame, "payload").equals("absent")),
                        frame.getAsJsonObject("fields"),
                        text(frame, "hex")));
    }

    /** The bytes after the length, which must count them exactly. */
    static byte[] envelope(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        int length = ByteBuffer.wrap(bytes).getInt();
        if (length != bytes.length - LENGTH_BYTES) {
            throw new AssertionError("length says " + length + ", frame has " + (bytes.length - LENGTH_BYTES));
        }
        return Arrays.copyOfRange(bytes, LENGTH_BYTES, bytes.length);
    }

    static String hexOf(ProtoMessage envelope) {
        byte[] bytes = envelope.toByteArray();
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(LENGTH_BYTES + bytes.length)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array());
    }

    Descriptor descriptor() {
        return Objects.requireNonNull(GeneratedClasses.messages().get(messageType), messageType);
    }

    Message prototype() {
        return GeneratedClasses.prototype(descriptor());
    }

    /** The message that the listed fields describe. */
    Message listedMessage() {
        return ListedFields.build(fields, prototype().newBuilderForType());
    }

    @Override
    public String toString() {
        return name;
    }
}
