package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.ReferenceCountUtil;

/**
 * Messages in WebSocket frames: one envelope per message, binary or text as the encoding is, no length in front. The other
 * kind is refused with status 1003, every path
 * but the root with 404. Before the handshake is done nothing goes out; an orderly end says 1001 first unless another status was sent.
 */
public final class WebSocketMessages extends ChannelDuplexHandler {
    private final boolean text;
    private boolean open;
    private boolean closing;

    WebSocketMessages(boolean text) {
        this.text = text;
    }

    boolean areText() {
        return text;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete) {
            open = true;
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (text ? message instanceof TextWebSocketFrame : message instanceof BinaryWebSocketFrame) {
            context.fireChannelRead(((WebSocketFrame) message).content());
        } else {
            ReferenceCountUtil.release(message);
            if (message instanceof WebSocketFrame) {
                close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
                context.close();
            } else if (message instanceof FullHttpRequest) {
                refusePath(context);
            }
        }
    }

    private static void refusePath(ChannelHandlerContext context) {
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(answer);
        context.close();
    }

    /** Sends the status with which a WebSocket ends; does nothing on raw TCP. The caller closes the channel afterwards. */
    public static void close(Channel channel, WebSocketCloseStatus status) {
        ChannelHandlerContext context = channel.pipeline().context(WebSocketMessages.class);
        if (context != null) {
            ((WebSocketMessages) context.handler()).close(context, status);
        }
    }

    private void close(ChannelHandlerContext context, WebSocketCloseStatus status) {
        if (open && !closing) {
            closing = true;
            context.writeAndFlush(new CloseWebSocketFrame(status));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof RawBytes raw) {
            context.write(raw.content(), promise);
        } else if (!(message instanceof ByteBuf envelope)) {
            context.write(message, promise);
        } else if (open && !closing) {
            context.write(text ? new TextWebSocketFrame(envelope) : new BinaryWebSocketFrame(envelope), promise);
        } else {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        close(context, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        context.close(promise);
    }
}
