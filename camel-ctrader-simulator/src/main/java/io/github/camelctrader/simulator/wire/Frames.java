package io.github.camelctrader.simulator.wire;

import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Messages to bytes: the envelope with its length in front. */
public final class Frames {
    private Frames() {}

    /**
     * One whole frame.
     *
     * @param payload the message inside
     * @param clientMsgId id of the request it answers, or {@code null}
     * @return four bytes of length, then the serialized {@code ProtoMessage}
     */
    public static ByteBuf frame(Message payload, @Nullable String clientMsgId) {
        ProtoMessage.Builder envelope = ProtoMessage.newBuilder()
                .setPayloadType(PayloadTypes.of(payload))
                .setPayload(payload.toByteString());
        if (clientMsgId != null) {
            envelope.setClientMsgId(clientMsgId);
        }
        byte[] body = envelope.build().toByteArray();
        return Unpooled.buffer(Integer.BYTES + body.length)
                .writeInt(body.length)
                .writeBytes(body);
    }
}
