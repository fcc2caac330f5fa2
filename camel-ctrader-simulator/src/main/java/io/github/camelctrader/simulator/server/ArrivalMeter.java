package io.github.camelctrader.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** First behind the socket: reports that bytes came in, before TLS looks at them. */
final class ArrivalMeter extends ChannelInboundHandlerAdapter {
    private final Runnable report;

    ArrivalMeter(Runnable report) {
        this.report = report;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        report.run();
        context.fireChannelRead(message);
    }
}
