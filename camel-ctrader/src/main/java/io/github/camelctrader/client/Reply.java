package io.github.camelctrader.client;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to one request.
 *
 * @param message a message of the schema, or the envelope ({@code ProtoMessage}) when its payload type is not in it
 * @param payloadType the number on the wire
 * @param clientMsgId the id that request and answer share; null when an order request was answered before, or sent by an earlier
 *     process
 * @param recovered true if this answer to an order request was found by a look-up instead of being sent by the server
 */
public record Reply(
        Message message, int payloadType, @Nullable String clientMsgId, boolean recovered) {

    /** An answer that the server sent. */
    public Reply(Message message, int payloadType, String clientMsgId) {
        this(message, payloadType, clientMsgId, false);
    }

    /** Without the contents of the message, which may hold a token. */
    @Override
    public String toString() {
        return "Reply[" + message.getDescriptorForType().getName() + ", clientMsgId=" + clientMsgId
                + (recovered ? ", recovered]" : "]");
    }
}
