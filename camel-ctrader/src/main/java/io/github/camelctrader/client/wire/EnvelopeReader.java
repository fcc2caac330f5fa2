package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Opens the envelopes that every message travels in. For one thread, and for the bytes that came in together. */
final class EnvelopeReader {
    private static final int PAYLOAD_TYPE_TAG = ProtoMessage.PAYLOADTYPE_FIELD_NUMBER << 3;
    private static final int LENGTH_DELIMITED = 2;
    private static final int PAYLOAD_TAG = ProtoMessage.PAYLOAD_FIELD_NUMBER << 3 | LENGTH_DELIMITED;
    private static final int CLIENT_MSG_ID_TAG = ProtoMessage.CLIENTMSGID_FIELD_NUMBER << 3 | LENGTH_DELIMITED;

    private final ByteBuffer bytes;
    /** Stands at the end of the envelope that was read last; null when that was an unusual one. */
    private @Nullable CodedInputStream input;

    private int inputBegin;
    private ProtoOASpotEvent.@Nullable Builder spot;

    /** @param bytes one envelope or many, with anything between them; its position is not changed */
    EnvelopeReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The one envelope that all the bytes are: see {@link #read(int, int)}. */
    static InboundMessage read(ByteBuffer bytes) {
        return new EnvelopeReader(bytes).read(bytes.position(), bytes.remaining());
    }

    /**
     * Opens an envelope.
     *
     * @param from where it begins, which is not before the end of the last one
     * @param length in bytes
     * @throws FrameException when the bytes are no envelope. What the envelope holds is never fatal: a payload of unknown
     *     type, or one that cannot be parsed, is passed on inside its envelope.
     */
    InboundMessage read(int from, int length) {
        InboundMessage usual = usual(from, length);
        if (usual == null) {
            input = null;
            return any(bytes.slice(from, length));
        }
        return usual;
    }

    /**
     * Parses the payload where it lies, in an envelope as servers write it: type, payload, and perhaps an id, in this order.
     *
     * @return null when it is another one, or when anything is wrong with it
     */
    private @Nullable InboundMessage usual(int from, int length) {
        try {
            CodedInputStream at = at(from);
            int outside = at.pushLimit(length);
            if (at.readTag() != PAYLOAD_TYPE_TAG) {
                return null;
            }
            int payloadType = at.readUInt32();
            Message.Builder builder = builder(payloadType);
            if (builder == null || at.readTag() != PAYLOAD_TAG) {
                return null;
            }
            int end = at.pushLimit(at.readRawVarint32());
            Message payload =
                    builder.mergeFrom(at, ExtensionRegistry.getEmptyRegistry()).buildPartial();
            at.checkLastTagWas(0);
            if (at.getBytesUntilLimit() != 0) {
                return null;
            }
            at.popLimit(end);
            int tag = at.readTag();
            String clientMsgId = tag == CLIENT_MSG_ID_TAG ? at.readBytes().toStringUtf8() : null;
            if (clientMsgId != null) {
                tag = at.readTag();
            }
            at.popLimit(outside);
            return tag == 0 ? inbound(payloadType, payload, clientMsgId) : null;
        } catch (IOException unusual) {
            return null;
        }
    }

    /** One stream for all that came in together, since each needs an object and a view of the bytes. */
    private CodedInputStream at(int from) throws IOException {
        CodedInputStream present = input;
        if (present == null) {
            present = CodedInputStream.newInstance(bytes.slice(from, bytes.limit() - from));
            inputBegin = from;
            input = present;
        }
        present.skipRawBytes(from - inputBegin - present.getTotalBytesRead());
        return present;
    }

    /** One that quotes are built with, one after another: they are most of what comes in. */
    private Message.@Nullable Builder builder(int payloadType) {
        if (payloadType != ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE) {
            Message prototype = PayloadTypes.schema().prototype(payloadType);
            return prototype == null ? null : prototype.newBuilderForType();
        }
        spot = spot == null ? ProtoOASpotEvent.newBuilder() : spot.clear();
        return spot;
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
