package io.github.camelctrader.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int BOUND = 100;

    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(BOUND));

    private static byte[] frames(String... bodies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String body : bodies) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(body.length()).array());
            out.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private List<String> decoded() {
        List<String> bodies = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            bodies.add(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }
        return bodies;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 11, 1000})
    void cutsTheSameFramesHoweverTheBytesArrive(int pieceLength) {
        byte[] bytes = frames("one", "", "three", "x".repeat(BOUND), "last");
        for (int start = 0; start < bytes.length; start += pieceLength) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, start, Math.min(pieceLength, bytes.length - start)));
        }
        assertThat(decoded()).containsExactly("one", "", "three", "x".repeat(BOUND), "last");
    }

    @Test
    void waitsForTheRestOfAFrame() {
        channel.writeInbound(Unpooled.copiedBuffer(frames("whole"), 0, 8));
        assertThat(decoded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, BOUND + 1, Integer.MAX_VALUE})
    void endsAtALengthThatCannotBe(int length) {
        ByteBuf bytes =
                Unpooled.buffer().writeBytes(frames("good")).writeInt(length).writeBytes(frames("lost"));

        assertThatThrownBy(() -> channel.writeInbound(bytes))
                .isInstanceOf(DecoderException.class)
                .cause()
                .isInstanceOf(FrameTooLongException.class)
                .hasMessageContaining(String.valueOf(length))
                .hasMessageContaining(String.valueOf(BOUND));
        channel.writeInbound(Unpooled.copiedBuffer(frames("lost too")));
        assertThat(decoded()).containsExactly("good");
    }
}
