package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.wire.FrameException;
import io.github.camelctrader.client.wire.InboundMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;

/** Last in the pipeline: turns what happens to the channel into what a {@link LinkListener} understands. */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    /** The event that says that a WebSocket is open. */
    static final Object UPGRADED = new Object();

    private final LinkListener listener;
    private final String address;
    private final Duration certificatePause;

    /**
     * @param address of the server, for messages
     * @param certificatePause before the next attempt when the certificate was refused
     */
    LinkHandler(LinkListener listener, String address, Duration certificatePause) {
        this.listener = listener;
        this.address = address;
        this.certificatePause = certificatePause;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                listener.up(new Link(context.channel()));
            } else {
                listener.lost(TlsFailures.explain(handshake.cause(), address, certificatePause));
            }
        } else if (event == UPGRADED) {
            listener.up(new Link(context.channel()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        listener.received((InboundMessage) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        listener.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.lost(DisconnectCause.of(DisconnectReason.CLOSED_BY_SERVER, address + " closed the connection", null));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof FrameException
                || cause instanceof CorruptedFrameException
                || cause instanceof TooLongFrameException) {
            listener.lost(
                    DisconnectCause.of(DisconnectReason.PROTOCOL_ERROR, String.valueOf(cause.getMessage()), cause));
        } else {
            listener.lost(DisconnectCause.of(
                    DisconnectReason.LINK_FAILED, "the connection to " + address + " failed: " + cause, cause));
        }
    }
}
