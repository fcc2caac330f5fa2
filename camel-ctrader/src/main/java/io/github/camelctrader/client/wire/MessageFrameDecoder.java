package io.github.camelctrader.client.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/**
 * Reads the messages of a WebSocket: each binary one is one {@code ProtoMessage}, without a length before it. Fragments must
 * have been put together before. Anything else is no message of this protocol.
 */
public final class MessageFrameDecoder extends MessageToMessageDecoder<WebSocketFrame> {
    private boolean failed;

    public MessageFrameDecoder() {
        super(WebSocketFrame.class);
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out) {
        if (failed) {
            return;
        }
        try {
            out.add(read(frame));
        } catch (FrameException e) {
            failed = true;
            throw e;
        }
    }

    private static InboundMessage read(WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            return EnvelopeReader.read(frame.content().nioBuffer());
        }
        throw new FrameException(
                "the server sent a " + frame.getClass().getSimpleName() + " where only binary messages are expected");
    }
}
