package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a WebSocket at the server's root path as soon as TLS is done, and is gone once there is one. Of a refusal only
 * the head is looked at, however long the page is that comes with it.
 */
final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
    private final LinkListener listener;
    private final String address;
    private final WebSocketClientHandshaker handshaker;
    private @Nullable HttpResponse accepted;

    /** @param maxFrameLength bytes of the longest message taken, its fragments together */
    WebSocketUpgrade(LinkListener listener, String host, int port, int maxFrameLength) {
        this.listener = listener;
        this.address = host + ":" + port;
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                rootOf(host, port), WebSocketVersion.V13, null, false, EmptyHttpHeaders.INSTANCE, maxFrameLength);
    }

    /** Adds the upgrade, with the HTTP that it is done in, at the end of a pipeline. */
    void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpClientCodec(), this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            listener.reached(ConnectStage.WEBSOCKET);
            handshaker.handshake(context.channel()).addListener(sent -> {
                if (!sent.isSuccess()) {
                    context.fireExceptionCaught(sent.cause());
                }
            });
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpObject)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpResponse response) {
                head(response);
            }
            if (message instanceof LastHttpContent && accepted != null) {
                finish(context, accepted);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            accepted = response;
        } else {
            refused("answered " + response.status(), response.decoderResult().cause());
        }
    }

    private void finish(ChannelHandlerContext context, HttpResponse response) {
        try {
            handshaker.finishHandshake(
                    context.channel(),
                    new DefaultFullHttpResponse(
                            response.protocolVersion(),
                            response.status(),
                            Unpooled.EMPTY_BUFFER,
                            response.headers(),
                            EmptyHttpHeaders.INSTANCE));
        } catch (WebSocketHandshakeException e) {
            refused("answered something else: " + e.getMessage(), e);
            return;
        }
        context.fireUserEventTriggered(LinkHandler.UPGRADED);
        context.pipeline().remove(this);
    }

    private void refused(String how, @Nullable Throwable cause) {
        listener.lost(DisconnectCause.of(
                DisconnectReason.WEBSOCKET_REFUSED, address + " was asked for a WebSocket and " + how, cause));
    }

    private static URI rootOf(String host, int port) {
        try {
            return new URI("wss", null, host, port, "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the host name " + host + " cannot be part of a wss:// address", e);
        }
    }
}
