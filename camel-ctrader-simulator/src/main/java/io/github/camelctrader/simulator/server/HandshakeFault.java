package io.github.camelctrader.simulator.server;

import io.github.camelctrader.simulator.Fault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;

/** In the place of TLS on a connection that never gets so far: resets it at its first bytes, or takes them and says nothing. */
final class HandshakeFault extends ChannelInboundHandlerAdapter {
    private final Fault fault;
    private final Runnable end;

    /**
     * @param fault which of both
     * @param end told once the connection is gone
     */
    HandshakeFault(Fault fault, Runnable end) {
        this.fault = fault;
        this.end = end;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (fault == Fault.CUT_IN_HANDSHAKE) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end.run();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
