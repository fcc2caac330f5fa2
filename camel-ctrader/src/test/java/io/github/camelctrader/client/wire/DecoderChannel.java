package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A channel with nothing but a decoder, which counts what the decoder allocates and keeps. */
final class DecoderChannel implements AutoCloseable {
    static final int BOUND = 15_000_000;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final EmbeddedChannel channel;
    private final List<ByteBuf> written = new ArrayList<>();

    DecoderChannel(int maxFrameLength) {
        channel = new EmbeddedChannel(new FrameDecoder(maxFrameLength));
        channel.config().setAllocator(allocator);
    }

    static DecoderChannel withDefaultBound() {
        return new DecoderChannel(BOUND);
    }

    /** Lets the bytes come in as one read. A failure of the decoder is thrown. */
    void read(byte[] bytes) {
        read(Unpooled.wrappedBuffer(bytes));
    }

    void read(ByteBuf buffer) {
        written.add(buffer);
        channel.writeInbound(buffer);
    }

    /** Lets the bytes come in as several reads that end before the given positions and at the end. */
    void readInParts(byte[] bytes, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            read(Arrays.copyOfRange(bytes, from, cut));
            from = cut;
        }
        read(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** What the decoder made so far and nobody has taken yet. */
    List<InboundMessage> messages() {
        List<InboundMessage> messages = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            messages.add((InboundMessage) next);
        }
        return messages;
    }

    InboundMessage onlyMessage() {
        List<InboundMessage> messages = messages();
        assertThat(messages).hasSize(1);
        return Objects.requireNonNull(messages.get(0));
    }

    /** Bytes of buffers that the decoder asked for and holds. */
    long allocatedBytes() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    /** The other side ends the stream; nothing may come out of what was incomplete, and no buffer may stay behind. */
    @Override
    public void close() {
        channel.finish();
        assertThat(messages()).as("messages made of an incomplete frame").isEmpty();
        assertThat(allocatedBytes()).as("bytes that the decoder keeps").isZero();
        assertThat(written).as("buffers handed to the decoder").allMatch(buffer -> buffer.refCnt() == 0);
    }
}
