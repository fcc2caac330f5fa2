package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.handler.codec.DecoderException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no frame ends the stream with a clear error; what is wrong inside a good envelope harms nothing. */
class MalformedFramesTest {
    private static final GoldenFrame GOOD = GoldenFrame.named("spot-event");

    @ParameterizedTest
    @CsvSource({
        "length-negative,    15000000,   4294967295",
        "length-min,         15000000,   2147483648",
        "length-huge,        15000000,   2147483647",
        "length-huge,        2147483646, 2147483647",
        "length-over-10-mib, 10485760,   10485761",
    })
    void aLengthOutOfBoundsFailsBeforeAnythingIsAllocated(String name, int bound, String length) {
        try (DecoderChannel channel = new DecoderChannel(bound)) {
            Throwable failure = catchThrowable(() -> channel.read(malformed(name)));

            assertThat(failure).isInstanceOf(DecoderException.class);
            assertThat(failure.getCause())
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("a frame of " + length + " bytes")
                    .hasMessageContaining("maxFrameLength is " + bound);
            assertThat(channel.allocatedBytes()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1024", "0, 1024", "-100, 1024"})
    void aLengthUpToTheBoundIsTaken(int above, int bound) {
        try (DecoderChannel channel = new DecoderChannel(bound)) {
            byte[] frame = LongFrames.frameOfLength(bound + above);
            if (above > 0) {
                assertThatThrownBy(() -> channel.read(frame)).hasCauseInstanceOf(FrameException.class);
            } else {
                channel.read(frame);
                assertThat(channel.messages()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "length-over-10-mib, 15000000",
        "length-huge,        2147483647",
        "truncated,          15000000",
        "header-only,        15000000",
    })
    void aFrameThatMayStillBecomeCompleteIsWaitedFor(String name, int bound) {
        try (DecoderChannel channel = new DecoderChannel(bound)) {
            channel.read(malformed(name));

            assertThat(channel.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "length-zero,                   a frame of 0 bytes holds a ProtoMessage without payloadType",
        "envelope-without-payload-type, a frame of 20 bytes holds a ProtoMessage without payloadType",
        "length-too-short,              a frame of 17 bytes holds no ProtoMessage",
        "envelope-garbage,              a frame of 32 bytes holds no ProtoMessage",
    })
    void bytesThatAreNoEnvelopeFail(String name, String expected) {
        assertFails(malformed(name), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08330c", "083314", "08330c12020833", "0c0833"})
    void anEnvelopeThatEndsAGroupItDidNotBeginFails(String envelope) {
        assertFails(LongFrames.frame(HexFormat.of().parseHex(envelope)), "holds no ProtoMessage");
    }

    @Test
    void anEnvelopeFollowedByAZeroFails() {
        byte[] envelope = GOOD.envelope().toByteArray();

        assertFails(LongFrames.frame(Arrays.copyOf(envelope, envelope.length + 1)), "holds no ProtoMessage");
    }

    @Test
    void payloadThatIsNoProtobufIsPassedOnInItsEnvelope() {
        InboundMessage message = read("payload-garbage");

        assertThat(message.payloadType()).isEqualTo(2131);
        assertThat(message.message())
                .isInstanceOfSatisfying(
                        ProtoMessage.class,
                        envelope -> assertThat(envelope.getPayload().size()).isEqualTo(12));
    }

    @ParameterizedTest
    @CsvSource({"payload-type-unknown, 9999, u-1"})
    void payloadOfUnknownTypeIsPassedOnInItsEnvelope(String name, int payloadType, @Nullable String clientMsgId) {
        InboundMessage message = read(name);

        assertThat(message.payloadType()).isEqualTo(payloadType);
        assertThat(message.clientMsgId()).isEqualTo(clientMsgId);
        assertThat(message.message())
                .isInstanceOfSatisfying(
                        ProtoMessage.class,
                        envelope -> assertThat(envelope.getPayload()).isNotEmpty());
    }

    @Test
    void payloadTypeThatLaterReleasesWithdrewIsStillKnown() {
        assertThat(read("payload-type-unknown-event").message()).isInstanceOf(ProtoOAv1PnLChangeEvent.class);
    }

    @Test
    void payloadWithoutARequiredFieldIsPassedOnWithoutIt() {
        assertThat(read("payload-required-missing").message()).isInstanceOfSatisfying(ProtoOASpotEvent.class, event -> {
            assertThat(event.isInitialized()).isFalse();
            assertThat(event.hasSymbolId()).isFalse();
            assertThat(event.getCtidTraderAccountId()).isPositive();
        });
    }

    @Test
    void requiredEnumValueNewerThanTheSchemaIsKeptAsUnknown() {
        assertThat(read("payload-required-enum-unknown").message())
                .isInstanceOfSatisfying(ProtoOAExecutionEvent.class, event -> {
                    assertThat(event.hasExecutionType()).isFalse();
                    assertThat(event.getUnknownFields()
                                    .getField(ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER)
                                    .getVarintList())
                            .containsExactly(99L);
                });
    }

    @Test
    void textThatIsNoUtf8IsPassedOn() {
        assertThat(read("payload-invalid-utf8").message())
                .isInstanceOfSatisfying(
                        ProtoOAVersionRes.class,
                        version -> assertThat(version.getVersionBytes().size()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"length-negative", "length-huge", "length-zero", "envelope-garbage", "length-too-short"})
    void afterAFailureNothingMoreIsDecoded(String name) {
        byte[] bad = malformed(name);
        byte[] stream = new byte[2 * GOOD.bytes().length + bad.length];
        System.arraycopy(GOOD.bytes(), 0, stream, 0, GOOD.bytes().length);
        System.arraycopy(bad, 0, stream, GOOD.bytes().length, bad.length);
        System.arraycopy(GOOD.bytes(), 0, stream, GOOD.bytes().length + bad.length, GOOD.bytes().length);
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            assertThatThrownBy(() -> channel.read(stream)).hasCauseInstanceOf(FrameException.class);
            assertThat(channel.messages())
                    .as("the good frame before the bad one")
                    .hasSize(1);

            channel.read(GOOD.bytes());
            channel.read(GOOD.bytes());

            assertThat(channel.messages()).isEmpty();
        }
    }

    @Test
    void everyListedCaseIsCovered() {
        assertThat(GoldenFrame.malformed())
                .containsOnlyKeys(
                        "length-negative",
                        "length-min",
                        "length-huge",
                        "length-over-10-mib",
                        "length-zero",
                        "length-too-short",
                        "truncated",
                        "header-only",
                        "envelope-garbage",
                        "envelope-without-payload-type",
                        "payload-garbage",
                        "payload-required-missing",
                        "payload-required-enum-unknown",
                        "payload-invalid-utf8",
                        "payload-type-unknown",
                        "payload-type-unknown-event");
    }

    private static void assertFails(byte[] frame, String expected) {
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            Throwable failure = catchThrowable(() -> channel.read(frame));

            assertThat(failure).isInstanceOf(DecoderException.class);
            assertThat(failure.getCause()).isInstanceOf(FrameException.class).hasMessageStartingWith("a frame of ");
            assertThat(failure.getCause()).hasMessageContaining(expected);
        }
    }

    private static InboundMessage read(String name) {
        try (DecoderChannel channel = DecoderChannel.withDefaultBound()) {
            channel.read(malformed(name));
            return channel.onlyMessage();
        }
    }

    private static byte[] malformed(String name) {
        return Objects.requireNonNull(GoldenFrame.malformed().get(name), name);
    }
}
