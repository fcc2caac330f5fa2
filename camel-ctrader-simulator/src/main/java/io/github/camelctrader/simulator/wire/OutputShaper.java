package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/**
 * Sits above TLS and decides how frames become TLS records: as they are, byte by byte, or several in one. Merged output
 * is held back for {@value #MERGE_MILLIS} ms and cut at {@value #MERGE_BYTES} bytes wherever that falls, so that frames begin in the
 * middle of records. When both are asked for, fragments win.
 */
public final class OutputShaper extends ChannelOutboundHandlerAdapter {
    private static final int MERGE_MILLIS = 20;
    private static final int MERGE_BYTES = 1000;

    private final OutputShape shape;
    private final ByteBuf held = Unpooled.buffer();

    /** @param shape shared switch, read before each write */
    public OutputShaper(OutputShape shape) {
        this.shape = shape;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf bytes = (ByteBuf) message;
        if (shape.oneByteFragments()) {
            release(context);
            writeByteByByte(context, bytes, promise);
        } else if (shape.merged()) {
            hold(context, bytes);
            promise.setSuccess();
        } else {
            release(context);
            context.write(bytes, promise);
        }
    }

    private static void writeByteByByte(ChannelHandlerContext context, ByteBuf bytes, ChannelPromise promise) {
        while (bytes.readableBytes() > 1) {
            context.writeAndFlush(bytes.readRetainedSlice(1), context.voidPromise());
        }
        context.writeAndFlush(bytes, promise);
    }

    private void hold(ChannelHandlerContext context, ByteBuf bytes) {
        if (!held.isReadable()) {
            context.executor().schedule(() -> release(context), MERGE_MILLIS, TimeUnit.MILLISECONDS);
        }
        held.writeBytes(bytes);
        bytes.release();
        while (held.readableBytes() >= MERGE_BYTES) {
            context.writeAndFlush(Unpooled.copiedBuffer(held.readSlice(MERGE_BYTES)), context.voidPromise());
        }
        held.discardReadBytes();
    }

    private void release(ChannelHandlerContext context) {
        if (held.isReadable()) {
            context.writeAndFlush(Unpooled.copiedBuffer(held), context.voidPromise());
            held.clear();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        release(context);
        context.close(promise);
    }
}
