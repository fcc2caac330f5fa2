package io.github.camelctrader.simulator.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import org.jspecify.annotations.Nullable;

/** Messages to envelopes. */
public final class Frames {
    private Frames() {}

    /**
     * The envelope of a message.
     *
     * @param payload the message inside
     * @param clientMsgId id of the request it answers, or {@code null}
     */
    public static ProtoMessage envelope(Message payload, @Nullable String clientMsgId) {
        return envelope(PayloadTypes.of(payload), payload.toByteString(), clientMsgId);
    }

    /** The same for a payload that need not be in the schema. */
    public static ProtoMessage envelope(int payloadType, ByteString payload, @Nullable String clientMsgId) {
        ProtoMessage.Builder envelope =
                ProtoMessage.newBuilder().setPayloadType(payloadType).setPayload(payload);
        if (clientMsgId != null) {
            envelope.setClientMsgId(clientMsgId);
        }
        return envelope.build();
    }
}
