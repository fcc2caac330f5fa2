package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/** Bytes that go into TLS as they are, without the frame of their transport. */
public final class RawBytes extends DefaultByteBufHolder {
    /** @param bytes released with this */
    public RawBytes(ByteBuf bytes) {
        super(bytes);
    }
}
