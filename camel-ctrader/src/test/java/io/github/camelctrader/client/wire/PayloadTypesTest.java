package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.xtrader.protocol.openapi.v2.ContainerOpenApiV2Messages;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ContainerCommonMessages;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoPayloadType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTypesTest {
    private static final PayloadTypes SCHEMA = PayloadTypes.schema();

    /** Every message of the schema that travels on its own, as the schema itself says. */
    static Stream<Named<Descriptor>> travellers() {
        return Stream.of(ContainerCommonMessages.getDescriptor(), ContainerOpenApiV2Messages.getDescriptor())
                .flatMap(file -> file.getMessageTypes().stream())
                .filter(message -> message.findFieldByName("payloadType") != null)
                .filter(message -> message.findFieldByName("payloadType").hasDefaultValue())
                .map(message -> Named.of(message.getName(), message));
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void everyTravellerIsKnownByItsNumber(Descriptor type) {
        int number = ((EnumValueDescriptor) type.findFieldByName("payloadType").getDefaultValue()).getNumber();

        Message prototype = Objects.requireNonNull(SCHEMA.prototype(number));

        assertThat(prototype.getDescriptorForType()).isSameAs(type);
        assertThat(PayloadTypes.payloadTypeOf(prototype)).isEqualTo(number);
        assertThat(PayloadTypes.payloadTypeOf(prototype.toBuilder())).isEqualTo(number);
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void everyTravellerIsKnownByItsFullNameInAnyCase(Descriptor type) {
        String name = type.getName();
        for (String form :
                List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), "  " + name + "\t")) {
            assertThat(Objects.requireNonNull(SCHEMA.prototype(form)).getDescriptorForType())
                    .as(form)
                    .isSameAs(type);
        }
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void everyTravellerIsKnownByItsNameWithoutPrefix(Descriptor type) {
        String name = type.getName().replaceFirst("^Proto(OA)?", "");
        Descriptor expected = name.equals("ErrorRes") ? ProtoOAErrorRes.getDescriptor() : type;
        for (String form : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            assertThat(Objects.requireNonNull(SCHEMA.prototype(form)).getDescriptorForType())
                    .as(form)
                    .isSameAs(expected);
        }
    }

    @Test
    void everyPayloadTypeOfTheSchemaHasItsMessage() {
        TreeSet<Integer> numbers = new TreeSet<>();
        Arrays.stream(ProtoOAPayloadType.values()).forEach(type -> numbers.add(type.getNumber()));
        numbers.add(ProtoPayloadType.ERROR_RES_VALUE);
        numbers.add(ProtoPayloadType.HEARTBEAT_EVENT_VALUE);

        TreeSet<Integer> known = new TreeSet<>();
        SCHEMA.prototypes().forEach(prototype -> known.add(PayloadTypes.payloadTypeOf(prototype)));

        assertThat(known).isEqualTo(numbers);
        assertThat(SCHEMA.prototypes()).hasSameSizeAs(numbers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ProtoOA", "Proto", "NoSuchReq", "ProtoMessage", "LightSymbol", "NewOrder"})
    void whatDoesNotTravelOnItsOwnIsNotKnown(String name) {
        assertThat(SCHEMA.prototype(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5, 9999, Integer.MAX_VALUE})
    void numbersOutsideTheSchemaAreNotKnown(int number) throws Exception {
        assertThat(SCHEMA.prototype(number)).isNull();
        assertThat(SCHEMA.parse(number, ByteString.EMPTY)).isNull();
    }

    @Test
    void aPartOfAMessageHasNoPayloadType() {
        assertThat(PayloadTypes.payloadTypeOf(ProtoOALightSymbol.getDefaultInstance()))
                .isZero();
        assertThat(PayloadTypes.payloadTypeOf(ProtoMessage.getDefaultInstance()))
                .isZero();
    }

    static List<Arguments> shortNames() {
        return List.of(
                Arguments.of(ProtoOASpotEvent.getDefaultInstance(), "SpotEvent"),
                Arguments.of(ProtoOANewOrderReq.getDefaultInstance(), "NewOrderReq"),
                Arguments.of(ProtoOAErrorRes.getDefaultInstance(), "ErrorRes"),
                Arguments.of(ProtoErrorRes.getDefaultInstance(), "ErrorRes"),
                Arguments.of(ProtoHeartbeatEvent.getDefaultInstance(), "HeartbeatEvent"),
                Arguments.of(ProtoMessage.getDefaultInstance(), "ProtoMessage"));
    }

    @ParameterizedTest
    @MethodSource("shortNames")
    void shortNameIsTheNameWithoutPrefix(Message message, String expected) {
        assertThat(PayloadTypes.shortName(message)).isEqualTo(expected);
    }

    static List<Arguments> accountIds() {
        return List.of(
                Arguments.of(ProtoOAAccountAuthReq.newBuilder().setCtidTraderAccountId(17), 17L),
                Arguments.of(ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(
                        ProtoOAErrorRes.newBuilder()
                                .setErrorCode("X")
                                .setCtidTraderAccountId(3)
                                .build(),
                        3L),
                Arguments.of(ProtoOAErrorRes.newBuilder().setErrorCode("X").build(), 0L),
                Arguments.of(ProtoOANewOrderReq.getDefaultInstance(), 0L),
                Arguments.of(ProtoOAVersionReq.getDefaultInstance(), 0L),
                Arguments.of(
                        ProtoOAAccountsTokenInvalidatedEvent.newBuilder()
                                .addCtidTraderAccountIds(1)
                                .addCtidTraderAccountIds(2),
                        0L),
                Arguments.of(ProtoMessage.newBuilder().setPayloadType(2131), 0L));
    }

    @ParameterizedTest
    @MethodSource("accountIds")
    void accountIdIsThatOfTheMessageOrZero(MessageOrBuilder message, long expected) {
        assertThat(PayloadTypes.accountIdOf(message)).isEqualTo(expected);
    }
}
