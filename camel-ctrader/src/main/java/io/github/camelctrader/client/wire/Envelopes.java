package io.github.camelctrader.client.wire;

import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoPayloadType;

/** Puts messages into the envelope that they travel in. */
public final class Envelopes {
    /** A heartbeat: no id, no content (cTrader Open API, "Connection"). */
    public static final ProtoMessage HEARTBEAT = ProtoMessage.newBuilder()
            .setPayloadType(ProtoPayloadType.HEARTBEAT_EVENT_VALUE)
            .build();

    private Envelopes() {}

    /** The envelope of a request that shall be answered under {@code clientMsgId}. */
    public static ProtoMessage of(Message message, String clientMsgId) {
        return ProtoMessage.newBuilder()
                .setPayloadType(PayloadTypes.payloadTypeOf(message))
                .setPayload(message.toByteString())
                .setClientMsgId(clientMsgId)
                .build();
    }
}
