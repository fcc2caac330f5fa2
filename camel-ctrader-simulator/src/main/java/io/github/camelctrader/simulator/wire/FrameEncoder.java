package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Messages to frames of raw TCP: four bytes of length, big-endian, in front. {@link RawBytes} stay as they are. */
public final class FrameEncoder extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof RawBytes raw) {
            context.write(raw.content(), promise);
            return;
        }
        ByteBuf envelope = (ByteBuf) message;
        ByteBuf frame = context.alloc()
                .buffer(Integer.BYTES + envelope.readableBytes())
                .writeInt(envelope.readableBytes())
                .writeBytes(envelope);
        envelope.release();
        context.write(frame, promise);
    }
}
