package io.github.camelctrader.simulator.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.JsonSwitch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the port 5036 of the real servers speaks: the same messages as objects with {@code payloadType}, {@code payload} and {@code
 * clientMsgId}.
 */
public final class JsonEncoding implements Encoding {
    /** A field with the number 0, which no message can have. */
    private static final ByteString UNREADABLE = ByteString.copyFrom(new byte[1]);

    private final JsonWriter writer;

    /** @param on how texts differ from the default */
    public JsonEncoding(Set<JsonSwitch> on) {
        writer = new JsonWriter(on);
    }

    @Override
    public ProtoMessage decode(ByteBuffer bytes) throws InvalidProtocolBufferException {
        try {
            return envelope(
                    JsonParser.parse(StandardCharsets.UTF_8.decode(bytes).toString()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidProtocolBufferException(new IOException("No envelope: " + e.getMessage(), e));
        }
    }

    private static ProtoMessage envelope(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> members) || !(members.get("payloadType") instanceof BigDecimal type)) {
            throw new IllegalArgumentException("not an object with a payloadType");
        }
        int payloadType = type.intValueExact();
        ProtoMessage.Builder envelope =
                ProtoMessage.newBuilder().setPayloadType(payloadType).setPayload(payload(payloadType, members));
        Object id = members.get("clientMsgId");
        return id == null
                ? envelope.build()
                : envelope.setClientMsgId(id.toString()).build();
    }

    private static ByteString payload(int payloadType, Map<?, ?> members) {
        Object payload = members.containsKey("payload") ? members.get("payload") : Map.of();
        if (!(payload instanceof Map<?, ?> fields)) {
            return UNREADABLE;
        }
        try {
            return PayloadTypes.prototype(payloadType)
                    .map(prototype -> {
                        Message.Builder message = prototype.newBuilderForType();
                        JsonReader.fill(message, fields);
                        return message.buildPartial().toByteString();
                    })
                    .orElse(ByteString.EMPTY);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return UNREADABLE;
        }
    }

    @Override
    public byte[] encode(ProtoMessage envelope) {
        List<String> members = new ArrayList<>();
        if (envelope.hasClientMsgId()) {
            members.add(JsonWriter.member("clientMsgId", JsonText.quoted(envelope.getClientMsgId())));
        }
        members.add(JsonWriter.member("payloadType", String.valueOf(envelope.getPayloadType())));
        members.add(JsonWriter.member(
                "payload",
                PayloadTypes.prototype(envelope.getPayloadType())
                        .map(prototype -> writer.object(partial(prototype, envelope.getPayload())))
                        .orElse("{}")));
        return ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** A constant from the future leaves a required field empty. */
    private static Message partial(Message prototype, ByteString payload) {
        try {
            return prototype.newBuilderForType().mergeFrom(payload).buildPartial();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The simulator made an unreadable message", e);
        }
    }

    @Override
    public boolean isText() {
        return true;
    }
}
