package io.github.camelctrader.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames made by other implementations mean here what they are listed to mean, and are written with the same bytes. */
class GoldenFramesTest {

    static Stream<Frame> frames() {
        return Frame.group("frames");
    }

    /** Frames that this implementation reads but would write in another way. */
    static Stream<Frame> framesInAnotherForm() {
        return Frame.group("decodeOnly");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frameDecodesToTheListedFieldsAndEncodesBack(Frame frame) throws InvalidProtocolBufferException {
        ProtoMessage envelope = ProtoMessage.parseFrom(Frame.envelope(frame.hex()));
        Message message = frame.prototype().getParserForType().parseFrom(envelope.getPayload());

        assertEnvelopeIsAsListed(frame, envelope);
        assertThat(message).isEqualTo(frame.listedMessage());

        ProtoMessage.Builder again = ProtoMessage.newBuilder().setPayloadType(envelope.getPayloadType());
        if (envelope.hasPayload()) {
            again.setPayload(message.toByteString());
        }
        if (envelope.hasClientMsgId()) {
            again.setClientMsgId(envelope.getClientMsgId());
        }
        assertThat(Frame.hexOf(again.build())).isEqualTo(frame.hex());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void listedFieldsEncodeToTheFrame(Frame frame) {
        ProtoMessage.Builder envelope = ProtoMessage.newBuilder().setPayloadType(frame.payloadType());
        if (frame.hasPayload()) {
            envelope.setPayload(frame.listedMessage().toByteString());
        }
        if (frame.clientMsgId() != null) {
            envelope.setClientMsgId(frame.clientMsgId());
        }

        assertThat(Frame.hexOf(envelope.build())).isEqualTo(frame.hex());
    }

    @ParameterizedTest
    @MethodSource("framesInAnotherForm")
    void frameInAnotherFormDecodesToTheListedFields(Frame frame) throws InvalidProtocolBufferException {
        ProtoMessage envelope = ProtoMessage.parseFrom(Frame.envelope(frame.hex()));
        Message message = frame.prototype().getParserForType().parseFrom(envelope.getPayload());

        assertEnvelopeIsAsListed(frame, envelope);
        assertThat(knownPartOf(message)).isEqualTo(frame.listedMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload-unknown-fields", "optional-enum-unknown-number"})
    void unknownFieldsAndValuesSurviveReadingAndWriting(String name) throws InvalidProtocolBufferException {
        Frame frame = framesInAnotherForm()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        ProtoMessage envelope = ProtoMessage.parseFrom(Frame.envelope(frame.hex()));

        Message message = frame.prototype().getParserForType().parseFrom(envelope.getPayload());

        assertThat(message.toByteString()).isEqualTo(envelope.getPayload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"length-zero", "envelope-garbage", "envelope-without-payload-type"})
    void malformedEnvelopeIsRefused(String name) {
        byte[] bytes = Frame.envelope(malformed(name));

        assertThatThrownBy(() -> ProtoMessage.parseFrom(bytes)).isInstanceOf(InvalidProtocolBufferException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "payload-garbage, ProtoOASpotEvent",
        "payload-required-missing, ProtoOASpotEvent",
        "payload-required-enum-unknown, ProtoOAExecutionEvent"
    })
    void malformedPayloadIsRefused(String name, String messageType) throws InvalidProtocolBufferException {
        ProtoMessage envelope = ProtoMessage.parseFrom(Frame.envelope(malformed(name)));
        Descriptor type = Objects.requireNonNull(GeneratedClasses.messages().get(messageType));

        assertThat(envelope.getPayloadType()).isEqualTo(payloadType(type));
        assertThatThrownBy(() ->
                        GeneratedClasses.prototype(type).getParserForType().parseFrom(envelope.getPayload()))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    private static void assertEnvelopeIsAsListed(Frame frame, ProtoMessage envelope) {
        assertThat(envelope.getPayloadType())
                .isEqualTo(frame.payloadType())
                .isEqualTo(payloadType(frame.prototype().getDescriptorForType()));
        assertThat(envelope.hasClientMsgId() ? envelope.getClientMsgId() : null).isEqualTo(frame.clientMsgId());
        assertThat(envelope.hasPayload()).isEqualTo(frame.hasPayload());
    }

    private static int payloadType(Descriptor message) {
        return ((EnumValueDescriptor) message.findFieldByName("payloadType").getDefaultValue()).getNumber();
    }

    /** The message without the fields that the schema does not have, at any depth. */
    private static Message knownPartOf(Message message) {
        Message.Builder known = message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message nested) {
                known.setField(field, knownPartOf(nested));
            } else if (field.isRepeated()) {
                for (int index = 0; index < message.getRepeatedFieldCount(field); index++) {
                    Object element = message.getRepeatedField(field, index);
                    known.setRepeatedField(
                            field, index, element instanceof Message nested ? knownPartOf(nested) : element);
                }
            }
        });
        return known.build();
    }

    private static String malformed(String name) {
        return TestData.frames("malformed")
                .filter(frame -> TestData.text(frame, "name").equals(name))
                .map(frame -> TestData.text(frame, "hex"))
                .findFirst()
                .orElseThrow();
    }
}
