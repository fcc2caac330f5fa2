package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the inbound bytes into frames: four bytes of length, big-endian, then that many bytes. How the bytes arrive
 * (one by one, several frames at once) makes no difference. A length that is negative or above the bound ends the
 * stream with a {@link FrameTooLongException}: what follows it cannot be trusted, and is discarded.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private static final int LENGTH_BYTES = 4;

    private final int maxFrameLength;
    private boolean broken;

    /** @param maxFrameLength largest accepted length in bytes, without the length field itself */
    public FrameDecoder(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws FrameTooLongException {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxFrameLength) {
            broken = true;
            in.skipBytes(in.readableBytes());
            throw new FrameTooLongException(length, maxFrameLength);
        }
        if (in.readableBytes() >= LENGTH_BYTES + length) {
            in.skipBytes(LENGTH_BYTES);
            out.add(in.readRetainedSlice(length));
        }
    }
}
