package io.github.camelctrader.client;

import com.google.protobuf.Message;

/**
 * The server's answer to one request.
 *
 * @param message a message of the schema, or the envelope ({@code ProtoMessage}) when its payload type is not in it
 * @param payloadType the number on the wire
 * @param clientMsgId the id that request and answer share
 */
public record Reply(Message message, int payloadType, String clientMsgId) {}
