package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the envelope that every message travels in. */
final class EnvelopeReader {
    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeReader.class);

    private EnvelopeReader() {}

    /**
     * @throws FrameException when the bytes are no envelope. What the envelope holds is never fatal: a payload of unknown
     *     type, or one that cannot be parsed, is passed on inside its envelope.
     */
    static InboundMessage read(ByteBuffer bytes) {
        ProtoMessage envelope = envelope(bytes);
        Message message = envelope;
        try {
            Message payload = PayloadTypes.schema().parse(envelope.getPayloadType(), envelope.getPayload());
            if (payload != null) {
                message = payload;
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn(
                    "A payload of type {} with {} bytes cannot be parsed; it is passed on as it came",
                    envelope.getPayloadType(),
                    envelope.getPayload().size());
        }
        return new InboundMessage(
                envelope.getPayloadType(), message, envelope.hasClientMsgId() ? envelope.getClientMsgId() : null);
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
