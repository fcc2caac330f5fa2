package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Does what RFC 6455 asks of an endpoint between the messages: answers pings, and takes leave. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails here reaches the pipeline, and the connection from there.
final class ControlFrames extends ChannelDuplexHandler {
    private final LinkListener listener;
    private final String address;
    /** Whether the server may still be told goodbye. */
    private boolean open;

    /** @param address of the server, for messages */
    ControlFrames(LinkListener listener, String address) {
        this.listener = listener;
        this.address = address;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        open = open || event == LinkHandler.UPGRADED;
        context.fireUserEventTriggered(event);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (open) {
            open = false;
            context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
        context.close(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame ping) {
            answer(context, ping);
        } else if (message instanceof PongWebSocketFrame pong) {
            pong.release();
        } else if (message instanceof CloseWebSocketFrame close) {
            takeLeave(context, close);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** A server that does not read its pongs gets no more of them: only the last ping needs one (RFC 6455, 5.5.3). */
    private static void answer(ChannelHandlerContext context, WebSocketFrame ping) {
        if (context.channel().isWritable()) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else {
            ping.release();
        }
    }

    private void takeLeave(ChannelHandlerContext context, CloseWebSocketFrame close) {
        int status = close.statusCode();
        String reason = close.reasonText();
        open = false;
        context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        listener.lost(DisconnectCause.of(
                DisconnectReason.CLOSED_BY_SERVER,
                address + " closed the WebSocket" + (status < 0 ? "" : " with status " + status)
                        + (reason == null || reason.isEmpty() ? "" : ": " + reason),
                null));
    }
}
