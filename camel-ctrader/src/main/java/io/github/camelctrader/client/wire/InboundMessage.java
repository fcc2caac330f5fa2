package io.github.camelctrader.client.wire;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * One message as it came in.
 *
 * @param payloadType the number on the wire
 * @param message a message of the schema, possibly with required fields missing when the server knows values that this
 *     schema does not; or the envelope itself ({@code ProtoMessage}) when the payload type is not in the schema
 * @param clientMsgId the id of the request that it answers, or null
 */
public record InboundMessage(
        int payloadType, Message message, @Nullable String clientMsgId) {
    /** Without the contents of the message, which may hold a token. */
    @Override
    public String toString() {
        return message.getDescriptorForType().getName() + "[payloadType=" + payloadType + ", clientMsgId=" + clientMsgId
                + "]";
    }
}
