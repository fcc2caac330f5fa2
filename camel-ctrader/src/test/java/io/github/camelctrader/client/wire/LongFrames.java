package io.github.camelctrader.client.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.nio.ByteBuffer;

/** Frames of any length. */
final class LongFrames {
    private static final int FIELD_NEWER_THAN_THE_SCHEMA = 1000;

    private LongFrames() {}

    static UnknownFieldSet unknownField(byte[] content) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        FIELD_NEWER_THAN_THE_SCHEMA,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(content))
                                .build())
                .build();
    }

    static byte[] frame(Message message) {
        return frame(ProtoMessage.newBuilder()
                .setPayloadType(PayloadTypes.payloadTypeOf(message))
                .setPayload(message.toByteString())
                .build()
                .toByteArray());
    }

    /** A length and the bytes it counts, whatever they are. */
    static byte[] frame(byte[] envelope) {
        return ByteBuffer.allocate(Integer.BYTES + envelope.length)
                .putInt(envelope.length)
                .put(envelope)
                .array();
    }

    /** A good frame whose envelope has exactly this length. */
    static byte[] frameOfLength(int length) {
        for (int id = 0; id <= length; id++) {
            ProtoMessage envelope = ProtoMessage.newBuilder()
                    .setPayloadType(Envelopes.HEARTBEAT.getPayloadType())
                    .setClientMsgId("i".repeat(length - id))
                    .build();
            if (envelope.getSerializedSize() == length) {
                return frame(envelope.toByteArray());
            }
        }
        throw new IllegalArgumentException("No envelope is " + length + " bytes long");
    }
}
