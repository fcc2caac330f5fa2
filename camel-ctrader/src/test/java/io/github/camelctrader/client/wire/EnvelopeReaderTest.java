package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an envelope is like, it is read as protobuf reads it in two steps: first the envelope, then what it holds. */
class EnvelopeReaderTest {
    private static final ProtoOASpotEvent SPOT = ProtoOASpotEvent.newBuilder()
            .setCtidTraderAccountId(7)
            .setSymbolId(1)
            .setBid(108_512)
            .build();
    private static final ByteString OTHER = ProtoOASpotEvent.newBuilder()
            .setCtidTraderAccountId(8)
            .setSymbolId(2)
            .build()
            .toByteString();
    private static final ProtoMessage USUAL = envelope(2131, SPOT.toByteString(), "id-1");

    static Stream<Arguments> envelopes() {
        ByteString id =
                ProtoMessage.newBuilder().setClientMsgId("first").buildPartial().toByteString();
        ByteString payload =
                ProtoMessage.newBuilder().setPayload(OTHER).buildPartial().toByteString();
        ByteString type =
                ProtoMessage.newBuilder().setPayloadType(2104).buildPartial().toByteString();
        ByteString unknown = ProtoMessage.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                9,
                                UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                        .build())
                .buildPartial()
                .toByteString();
        ByteString usual = USUAL.toByteString();
        return Stream.of(
                arguments("as usual", usual),
                arguments(
                        "without an id",
                        envelope(2131, SPOT.toByteString(), null).toByteString()),
                arguments(
                        "with an empty id",
                        envelope(2131, SPOT.toByteString(), "").toByteString()),
                arguments(
                        "without a payload",
                        ProtoMessage.newBuilder().setPayloadType(2131).build().toByteString()),
                arguments(
                        "with an empty payload",
                        envelope(2131, ByteString.EMPTY, "id-1").toByteString()),
                arguments(
                        "of a type that is not in the schema",
                        envelope(9_999, OTHER, null).toByteString()),
                arguments("with the id first", id.concat(usual)),
                arguments("with another id behind", usual.concat(id)),
                arguments("with another payload behind", usual.concat(payload)),
                arguments("with the payload first", payload.concat(type)),
                arguments("with another type behind", usual.concat(type)),
                arguments("with an unknown field", usual.concat(unknown)),
                arguments("with an unknown field first", unknown.concat(usual)),
                arguments("with a payload that goes on", usual.substring(0, usual.size() - 10)),
                arguments(
                        "with a payload of nonsense",
                        envelope(2131, ByteString.copyFromUtf8("?"), "x").toByteString()),
                arguments("with an id that is no UTF-8", badId()),
                arguments("with an end of a group", usual.concat(ByteString.copyFrom(new byte[] {0x0C}))),
                arguments("with no type", payload),
                arguments("of nothing", ByteString.EMPTY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("envelopes")
    void isReadAsProtobufReadsIt(String name, ByteString bytes) {
        check(bytes.toByteArray());
    }

    /** With any byte changed, and cut off anywhere. */
    /** A stream that is read on after each of them stands where it should. */
    @Test
    void isReadSoWhateverCameWithIt() {
        List<byte[]> all = envelopes()
                .map(envelope -> ((ByteString) envelope.get()[1]).toByteArray())
                .filter(bytes -> inTwoSteps(bytes) != null)
                .flatMap(bytes -> Stream.of(bytes, USUAL.toByteArray()))
                .toList();
        ByteBuffer together = ByteBuffer.allocateDirect(
                all.stream().mapToInt(bytes -> bytes.length + 4).sum());
        all.forEach(bytes -> together.putInt(bytes.length).put(bytes));
        together.flip();
        EnvelopeReader reader = new EnvelopeReader(together);
        int from = 0;
        for (byte[] bytes : all) {
            from += 4;
            assertThat(reader.read(from, bytes.length))
                    .as(Arrays.toString(bytes))
                    .isEqualTo(inTwoSteps(bytes));
            from += bytes.length;
        }
    }

    @Test
    void whateverHappensToItsBytes() {
        Random random = new Random(4711);
        ByteString answer = envelope(
                        2105,
                        ProtoOAVersionRes.newBuilder().setVersion("90").build().toByteString(),
                        "id-2")
                .toByteString();
        for (ByteString sample : new ByteString[] {USUAL.toByteString(), answer}) {
            for (int i = 0; i < sample.size(); i++) {
                check(sample.substring(0, i).toByteArray());
                for (int change = 0; change < 20; change++) {
                    byte[] bytes = sample.toByteArray();
                    bytes[i] = (byte) random.nextInt();
                    check(bytes);
                }
            }
        }
    }

    private static void check(byte[] bytes) {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
        direct.put(bytes).flip();
        InboundMessage expected = inTwoSteps(bytes);
        assertThat(read(ByteBuffer.wrap(bytes)))
                .as("from an array, %s", Arrays.toString(bytes))
                .isEqualTo(expected);
        assertThat(read(direct))
                .as("from outside the heap, %s", Arrays.toString(bytes))
                .isEqualTo(expected);
    }

    /** Null for what is no envelope. */
    private static @Nullable InboundMessage read(ByteBuffer bytes) {
        try {
            return EnvelopeReader.read(bytes);
        } catch (FrameException noEnvelope) {
            return null;
        }
    }

    private static @Nullable InboundMessage inTwoSteps(byte[] bytes) {
        ProtoMessage envelope;
        try {
            envelope = ProtoMessage.parser().parsePartialFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
        if (!envelope.hasPayloadType()) {
            return null;
        }
        Message message = envelope;
        Message prototype = PayloadTypes.schema().prototype(envelope.getPayloadType());
        if (prototype != null) {
            try {
                message = (Message) prototype.getParserForType().parsePartialFrom(envelope.getPayload());
            } catch (InvalidProtocolBufferException e) {
                message = envelope;
            }
        }
        return new InboundMessage(
                envelope.getPayloadType(), message, envelope.hasClientMsgId() ? envelope.getClientMsgId() : null);
    }

    private static ProtoMessage envelope(int payloadType, ByteString payload, @Nullable String clientMsgId) {
        ProtoMessage.Builder envelope =
                ProtoMessage.newBuilder().setPayloadType(payloadType).setPayload(payload);
        return clientMsgId == null
                ? envelope.build()
                : envelope.setClientMsgId(clientMsgId).build();
    }

    private static ByteString badId() {
        return ProtoMessage.newBuilder(USUAL)
                .setClientMsgIdBytes(ByteString.copyFrom(new byte[] {(byte) 0xC3, 'x'}))
                .build()
                .toByteString();
    }
}
