package io.github.camelctrader.client.wire;

import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import org.jspecify.annotations.Nullable;

/**
 * One message as it came in.
 *
 * @param payloadType the number on the wire
 * @param message a message of the schema, possibly with required fields missing when the server knows values that this
 *     schema does not; or the envelope itself ({@code ProtoMessage}) when the payload type is not in the schema, or its
 *     payload cannot be decoded
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

    /** Whether the schema knows this type, but not what came under its name. */
    public boolean isDamaged() {
        return message instanceof ProtoMessage && PayloadTypes.schema().prototype(payloadType) != null;
    }

    /** The type's name, also of a message that is still in its envelope: as {@link PayloadTypes#shortName}. */
    public String shortName() {
        return PayloadTypes.kindOf(payloadType, message).shortName();
    }

    /** Whether it is something that consumers are told, rather than an answer: every event, and what the schema does not know. */
    public boolean isNews() {
        return PayloadTypes.kindOf(payloadType, message).news();
    }
}
