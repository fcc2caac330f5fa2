package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Opens the envelope that every message travels in. */
final class EnvelopeReader {
    private EnvelopeReader() {}

    /**
     * @throws FrameException when the bytes are no envelope. What the envelope holds is never fatal: a payload of unknown
     *     type, or one that cannot be parsed, is passed on inside its envelope.
     */
    static InboundMessage read(ByteBuffer bytes) {
        ProtoMessage envelope = envelope(bytes);
        int payloadType = envelope.getPayloadType();
        Message message = envelope;
        try {
            Message payload = PayloadTypes.schema().parse(payloadType, envelope.getPayload());
            if (payload == null) {
                SchemaWarnings.found(payloadType, "are not in this schema");
            } else {
                message = payload;
                if (!payload.isInitialized()) {
                    SchemaWarnings.found(payloadType, "lack fields that this schema requires");
                }
            }
        } catch (InvalidProtocolBufferException e) {
            SchemaWarnings.found(payloadType, "cannot all be parsed");
        }
        return new InboundMessage(payloadType, message, envelope.hasClientMsgId() ? envelope.getClientMsgId() : null);
    }

    private static ProtoMessage envelope(ByteBuffer bytes) {
        int length = bytes.remaining();
        try {
            ProtoMessage.Builder builder = ProtoMessage.newBuilder();
            CodedInputStream input = CodedInputStream.newInstance(bytes);
            builder.mergeFrom(input);
            // Reading ends quietly at an end-group tag; only the end of the input is a good end.
            input.checkLastTagWas(0);
            if (builder.hasPayloadType()) {
                return builder.buildPartial();
            }
        } catch (IOException e) {
            throw new FrameException("a frame of " + length + " bytes holds no ProtoMessage: " + e.getMessage());
        }
        throw new FrameException("a frame of " + length + " bytes holds a ProtoMessage without payloadType");
    }
}
