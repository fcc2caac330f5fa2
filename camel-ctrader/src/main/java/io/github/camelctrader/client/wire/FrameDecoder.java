package io.github.camelctrader.client.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the inbound stream into messages. A frame is a length of 4 bytes, big-endian, and that many bytes of
 * {@code ProtoMessage} (cTrader Open API, "Sending and receiving protobufs"). A length that is negative or above the bound
 * fails with a {@link FrameException} before anything is allocated for it.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private static final int LENGTH_BYTES = 4;

    private final int maxFrameLength;
    private boolean failed;

    /** @param maxFrameLength bytes of the longest message taken, without its length */
    public FrameDecoder(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (failed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!isComplete(in)) {
            return;
        }
        int first = in.readerIndex();
        EnvelopeReader envelopes = new EnvelopeReader(in.nioBuffer(first, in.readableBytes()));
        while (isComplete(in)) {
            int length = in.readInt();
            try {
                out.add(envelopes.read(in.readerIndex() - first, length));
            } catch (FrameException e) {
                failed = true;
                throw e;
            } finally {
                in.skipBytes(length);
            }
        }
    }

    private boolean isComplete(ByteBuf in) {
        if (in.readableBytes() < LENGTH_BYTES) {
            return false;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxFrameLength) {
            failed = true;
            throw new FrameException("the server announced a frame of " + Integer.toUnsignedString(length)
                    + " bytes; maxFrameLength is " + maxFrameLength);
        }
        return in.readableBytes() - LENGTH_BYTES >= length;
    }
}
