package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Messages of text to lines: JSON holds no line break of its own. {@link RawBytes} stay as they are. */
final class LineEncoder extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof RawBytes raw) {
            context.write(raw.content(), promise);
            return;
        }
        ByteBuf text = (ByteBuf) message;
        ByteBuf line = context.alloc()
                .buffer(text.readableBytes() + 1)
                .writeBytes(text)
                .writeByte('\n');
        text.release();
        context.write(line, promise);
    }
}
