package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Opens the envelope that every message travels in. */
final class EnvelopeReader {
    private static final int PAYLOAD_TYPE_TAG = ProtoMessage.PAYLOADTYPE_FIELD_NUMBER << 3;
    private static final int LENGTH_DELIMITED = 2;
    private static final int PAYLOAD_TAG = ProtoMessage.PAYLOAD_FIELD_NUMBER << 3 | LENGTH_DELIMITED;
    private static final int CLIENT_MSG_ID_TAG = ProtoMessage.CLIENTMSGID_FIELD_NUMBER << 3 | LENGTH_DELIMITED;

    private EnvelopeReader() {}

    /**
     * @throws FrameException when the bytes are no envelope. What the envelope holds is never fatal: a payload of unknown
     *     type, or one that cannot be parsed, is passed on inside its envelope.
     */
    static InboundMessage read(ByteBuffer bytes) {
        InboundMessage usual = usual(bytes.duplicate());
        return usual == null ? any(bytes) : usual;
    }

    /**
     * Parses the payload where it lies, in an envelope as servers write it: type, payload, and perhaps an id, in this order.
     *
     * @return null when it is another one, or when anything is wrong with it
     */
    private static @Nullable InboundMessage usual(ByteBuffer bytes) {
        try {
            CodedInputStream input = CodedInputStream.newInstance(bytes);
            if (input.readTag() != PAYLOAD_TYPE_TAG) {
                return null;
            }
            int payloadType = input.readUInt32();
            Message prototype = PayloadTypes.schema().prototype(payloadType);
            if (prototype == null || input.readTag() != PAYLOAD_TAG) {
                return null;
            }
            int end = input.pushLimit(input.readRawVarint32());
            Message payload = prototype
                    .newBuilderForType()
                    .mergeFrom(input, ExtensionRegistry.getEmptyRegistry())
                    .buildPartial();
            input.checkLastTagWas(0);
            if (input.getBytesUntilLimit() != 0) {
                return null;
            }
            input.popLimit(end);
            int tag = input.readTag();
            String clientMsgId = tag == CLIENT_MSG_ID_TAG ? input.readBytes().toStringUtf8() : null;
            if (clientMsgId != null) {
                tag = input.readTag();
            }
            return tag == 0 ? inbound(payloadType, payload, clientMsgId) : null;
        } catch (IOException unusual) {
            return null;
        }
    }

    /** Parses the envelope first, whatever it is like. */
    private static InboundMessage any(ByteBuffer bytes) {
        ProtoMessage envelope = envelope(bytes);
        int payloadType = envelope.getPayloadType();
        String clientMsgId = envelope.hasClientMsgId() ? envelope.getClientMsgId() : null;
        try {
            Message payload = PayloadTypes.schema().parse(payloadType, envelope.getPayload());
            if (payload != null) {
                return inbound(payloadType, payload, clientMsgId);
            }
            SchemaWarnings.found(payloadType, "are not in this schema");
        } catch (InvalidProtocolBufferException e) {
            SchemaWarnings.found(payloadType, "cannot all be parsed");
        }
        return new InboundMessage(payloadType, envelope, clientMsgId);
    }

    private static InboundMessage inbound(int payloadType, Message payload, @Nullable String clientMsgId) {
        if (!payload.isInitialized()) {
            SchemaWarnings.found(payloadType, "lack fields that this schema requires");
        }
        return new InboundMessage(payloadType, payload, clientMsgId);
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
