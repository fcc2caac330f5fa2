package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the stream is cut up on its way, the same messages come out of it. */
class FrameDecoderTest {

    static List<GoldenFrame> frames() {
        return GoldenFrame.all();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aWholeFrameIsOneMessage(GoldenFrame frame) {
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.read(frame.bytes());

            assertMeans(channel.onlyMessage(), frame);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameInSingleBytesIsOneMessage(GoldenFrame frame) {
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            int last = frame.bytes().length - 1;
            channel.readInParts(frame.bytes(), IntStream.range(1, last).toArray());

            assertMeans(channel.onlyMessage(), frame);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameCutInTwoAnywhereIsOneMessage(GoldenFrame frame) {
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            for (int cut = 1; cut < frame.bytes().length; cut++) {
                channel.readInParts(frame.bytes(), cut);

                assertMeans(channel.onlyMessage(), frame);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void nothingComesOutBeforeTheLastByte(GoldenFrame frame) {
        byte[] bytes = frame.bytes();
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            for (int index = 0; index < bytes.length; index++) {
                assertThat(channel.messages()).as("after %d bytes", index).isEmpty();
                channel.read(new byte[] {bytes[index]});
            }
            assertThat(channel.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mergedFramesComeOutInTheirOrder(boolean direct) {
        byte[] stream = stream();
        ByteBuf merged = direct ? Unpooled.directBuffer(stream.length) : Unpooled.buffer(stream.length);
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.read(merged.writeBytes(stream));

            assertMean(channel.messages(), frames());
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void framesCutAtRandomComeOutInTheirOrder(int seed) {
        byte[] stream = stream();
        SplittableRandom random = new SplittableRandom(seed);
        int longest = 1 + random.nextInt(200);
        int[] cuts = IntStream.iterate(
                        1 + random.nextInt(longest),
                        cut -> cut < stream.length,
                        cut -> cut + 1 + random.nextInt(longest))
                .toArray();
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.readInParts(stream, cuts);

            assertMean(channel.messages(), frames());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageDoesNotShareTheMemoryOfTheBytesItWasReadFrom(boolean direct) {
        GoldenFrame frame = GoldenFrame.named("application-auth-req-unicode");
        ByteBuf buffer = (direct ? Unpooled.directBuffer() : Unpooled.buffer()).writeBytes(frame.bytes());
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            ByteBuf seenLater = buffer.retain();
            channel.read(buffer);
            InboundMessage message = channel.onlyMessage();
            seenLater.setBytes(0, new byte[frame.bytes().length]);
            seenLater.release();

            assertMeans(message, frame);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1500, 70_000})
    void aLongMessageIsAsGoodAsAShortOne(int bytesPerRead) {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        ProtoOASpotEvent event = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setSymbolId(1)
                .setUnknownFields(LongFrames.unknownField(content))
                .build();
        byte[] bytes = LongFrames.frame(event);
        int head = Math.min(bytes.length - 1, 100 * bytesPerRead);
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.readInParts(
                    bytes,
                    IntStream.iterate(bytesPerRead, cut -> cut < head, cut -> cut + bytesPerRead)
                            .toArray());

            assertThat(channel.onlyMessage().message()).isEqualTo(event);
        }
    }

    private static byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        frames().forEach(frame -> stream.writeBytes(frame.bytes()));
        return stream.toByteArray();
    }

    private static void assertMean(List<InboundMessage> messages, List<GoldenFrame> frames) {
        assertThat(messages).hasSameSizeAs(frames);
        for (int index = 0; index < frames.size(); index++) {
            assertMeans(messages.get(index), frames.get(index));
        }
    }

    private static void assertMeans(InboundMessage message, GoldenFrame frame) {
        assertThat(message.payloadType()).as(frame.name()).isEqualTo(frame.payloadType());
        assertThat(message.clientMsgId()).as(frame.name()).isEqualTo(frame.clientMsgId());
        assertThat(knownPartOf(message.message())).as(frame.name()).isEqualTo(frame.message());
    }

    /** The message without the fields that the schema does not have, at any depth. */
    private static Message knownPartOf(Message message) {
        Message.Builder known = message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message nested) {
                known.setField(field, knownPartOf(nested));
            } else if (field.isRepeated()) {
                for (int index = 0; index < message.getRepeatedFieldCount(field); index++) {
                    if (message.getRepeatedField(field, index) instanceof Message nested) {
                        known.setRepeatedField(field, index, knownPartOf(nested));
                    }
                }
            }
        });
        return known.build();
    }
}
