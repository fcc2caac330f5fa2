package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written has the bytes that other implementations write. */
class FrameEncoderTest {

    static List<GoldenFrame> frames() {
        return GoldenFrame.WRITTEN_ALIKE;
    }

    static List<GoldenFrame> answerableRequests() {
        return frames().stream()
                .filter(frame -> frame.clientMsgId() != null && frame.hasPayload())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void anEnvelopeIsWrittenAsOthersWriteIt(GoldenFrame frame) {
        assertThat(written(frame.envelope())).isEqualTo(frame.bytes());
    }

    @ParameterizedTest
    @MethodSource("answerableRequests")
    void aMessageUnderAnIdIsWrittenAsOthersWriteIt(GoldenFrame frame) {
        ProtoMessage envelope = Envelopes.of(frame.message(), Objects.requireNonNull(frame.clientMsgId()));

        assertThat(written(envelope)).isEqualTo(frame.bytes());
    }

    @Test
    void aHeartbeatHasNeitherIdNorContent() {
        assertThat(written(Envelopes.HEARTBEAT))
                .isEqualTo(GoldenFrame.named("heartbeat-without-payload").bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 1000, 2_000_000})
    void aMessageOfAnyLengthIsReadBackAsItWas(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ProtoOASpotEvent event = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setSymbolId(1)
                .setUnknownFields(LongFrames.unknownField(content))
                .build();
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.read(written(Envelopes.of(event, "id")));

            assertThat(channel.onlyMessage()).isEqualTo(new InboundMessage(2131, event, "id"));
        }
    }

    private static byte[] written(ProtoMessage envelope) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        EmbeddedChannel channel = new EmbeddedChannel(new FrameEncoder());
        channel.config().setAllocator(allocator);
        channel.writeOutbound(envelope);
        ByteBuf frame = Objects.requireNonNull(channel.<ByteBuf>readOutbound());
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        frame.release();
        assertThat(channel.finish()).as("more than one buffer was written").isFalse();
        assertThat(allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory())
                .as("bytes that the encoder keeps")
                .isZero();
        return bytes;
    }
}
