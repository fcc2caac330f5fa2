package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.validation.CurrentState;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.message.MessageToMap;
import io.github.camelctrader.message.RequestTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From exchange to request: every kind of body, and what is refused before it is sent. */
class ProducerRequestsTest {
    private static final String PLAIN = "ctrader:demo";
    private static final String WITH_ACCOUNT = "ctrader:demo?accountId=7";

    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    /** Camel hides no client id in the URI of an endpoint. */
    @Test
    void aProducerThatIsStoppedSaysSoAndNamesNoCredential() throws Exception {
        Exchange exchange = ExchangeBuilder.anExchange(camel.context)
                .withBody(ProtoOAVersionReq.getDefaultInstance())
                .build();
        camel.context
                .getEndpoint("ctrader:demo?clientId=idOfAnApplication")
                .createProducer()
                .process(exchange);

        assertThat(exchange.getException())
                .isInstanceOf(NotSentException.class)
                .hasMessageStartingWith("Not sent: the producer of this step is stopped")
                .hasMessageNotContaining("idOfAnApplication")
                .extracting(failure -> ((CTraderException) failure).getEnvironment())
                .isEqualTo(Environment.DEMO);
    }

    static Stream<Message> requests() {
        return PayloadTypes.schema().prototypes().stream().filter(RequestTypes::isRequest);
    }

    /** All but amendments, which the present state completes. */
    static Stream<Message> requestsOfTheirOwn() {
        return requests().filter(request -> !CurrentState.neededBy(request.toBuilder(), true));
    }

    @ParameterizedTest
    @MethodSource("requestsOfTheirOwn")
    void sendsEveryRequestOfTheSchema(Message prototype) throws Exception {
        camel.client().symbols.put("1", Symbols.forex(1, "EURUSD"));
        Message request = withRequiredFields(prototype);
        String name = PayloadTypes.shortName(prototype);

        send(PLAIN, request);
        send(PLAIN, request.toBuilder());
        send("ctrader:demo?messageType=" + name, MessageToMap.of(request));
        send("ctrader:demo?messageType=ProtoOA" + name, JsonFormat.printer().print(request));

        // Before an order is sent, other things are read.
        assertThat(camel.client().requests)
                .filteredOn(sent -> sent.getDescriptorForType() == request.getDescriptorForType())
                .containsExactly(request, request, request, request);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void namesEveryFieldThatIsMissing(Message prototype) {
        List<String> required = prototype.getDescriptorForType().getFields().stream()
                .filter(FieldDescriptor::isRequired)
                .map(FieldDescriptor::getName)
                .filter(name -> !name.equals("accessToken"))
                // A close without a volume is of the whole position.
                .filter(name -> !(name.equals("volume") && prototype instanceof ProtoOAClosePositionReq))
                .toList();

        Exchange exchange = camel.send("ctrader:demo?messageType=" + PayloadTypes.shortName(prototype), null, Map.of());

        if (required.isEmpty()) {
            assertThat(exchange.getException()).isNull();
        } else {
            assertRefused(exchange, String.join(", ", required));
        }
    }

    static Stream<Object> bodiesWithoutFields() {
        return Stream.of(
                Map.of(), "", "  ", "{}", "{}".getBytes(StandardCharsets.UTF_8), new ByteArrayInputStream(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("bodiesWithoutFields")
    void takesEmptyBodies(Object body) {
        send("ctrader:demo?messageType=VersionReq", body);

        assertThat(camel.client().requests).containsExactly(ProtoOAVersionReq.getDefaultInstance());
    }

    @Test
    void takesNoBodyAtAll() {
        Exchange exchange = camel.send("ctrader:demo?messageType=VersionReq", null, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().requests).containsExactly(ProtoOAVersionReq.getDefaultInstance());
    }

    static Stream<Arguments> typesByHeaderAndOption() {
        return Stream.of(
                arguments("VersionReq", "", "ProtoOAVersionReq"),
                arguments("ProtoOAVersionReq", "", "ProtoOAVersionReq"),
                arguments("VersionReq", "?messageType=ReconcileReq", "ProtoOAVersionReq"),
                arguments("SpotEvent", "?messageType=VersionReq", "ProtoOAVersionReq"),
                arguments("ConnectionEvent", "?messageType=VersionReq", "ProtoOAVersionReq"),
                arguments("ProtoMessage", "?messageType=VersionReq", "ProtoOAVersionReq"),
                arguments("ReconcileRes", "?messageType=versionreq", "ProtoOAVersionReq"));
    }

    @ParameterizedTest
    @MethodSource("typesByHeaderAndOption")
    void putsTheHeaderBeforeTheOptionIfItNamesARequest(String header, String options, String expected) {
        Exchange exchange = camel.send(PLAIN + options, null, Map.of(CTraderConstants.MESSAGE_TYPE, header));

        assertThat(exchange.getException()).isNull();
        assertThat(onlyRequest().getDescriptorForType().getName()).isEqualTo(expected);
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                arguments(Map.of(), "", "messageType = (absent): the body does not say which request it is"),
                arguments(Map.of(CTraderConstants.MESSAGE_TYPE, "SpotEvent"), "", "messageType = (absent)"),
                arguments(
                        Map.of(CTraderConstants.MESSAGE_TYPE, "VersionRequest"),
                        "?messageType=VersionReq",
                        "CamelCTraderMessageType = VersionRequest: must be one of AccountAuthReq"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesToGuessTheRequest(Map<String, Object> headers, String options, String message) {
        assertRefused(camel.send(PLAIN + options, null, headers), message);
    }

    @Test
    void refusesMessagesThatAreNoRequests() {
        ProtoOASpotEvent spot = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .build();

        assertRefused(
                camel.send("ctrader:demo?messageType=SymbolByIdReq", spot, Map.of()),
                "body = ProtoOASpotEvent: must be a request, a map, JSON text or empty");
    }

    @Test
    void refusesABodyOfAnotherKindThanTheOptionNames() {
        assertRefused(
                camel.send("ctrader:demo?messageType=ReconcileReq", ProtoOAVersionReq.getDefaultInstance(), Map.of()),
                "messageType = ReconcileReq: contradicts the body, which is a ProtoOAVersionReq");
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                arguments(WITH_ACCOUNT, Map.of(), ProtoOAReconcileReq.newBuilder(), 7L),
                arguments(WITH_ACCOUNT, Map.of(CTraderConstants.ACCOUNT_ID, 8L), ProtoOAReconcileReq.newBuilder(), 8L),
                arguments(WITH_ACCOUNT, Map.of(CTraderConstants.ACCOUNT_ID, "8"), ProtoOAReconcileReq.newBuilder(), 8L),
                arguments(
                        WITH_ACCOUNT,
                        Map.of(CTraderConstants.ACCOUNT_ID, 8L),
                        ProtoOAReconcileReq.newBuilder().setCtidTraderAccountId(9),
                        9L),
                arguments(PLAIN, Map.of(CTraderConstants.ACCOUNT_ID, 8), ProtoOAReconcileReq.newBuilder(), 8L));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void takesTheAccountFromBodyHeaderOrOption(
            String uri, Map<String, Object> headers, Message.Builder body, long expected) {
        Exchange exchange = camel.send(uri, body, headers);

        assertThat(exchange.getException()).isNull();
        assertThat(((ProtoOAReconcileReq) onlyRequest()).getCtidTraderAccountId())
                .isEqualTo(expected);
        assertThat(camel.client().accounts).containsEntry(expected, ClientlessCamel.ACCESS_TOKEN);
    }

    @Test
    void refusesAnAccountHeaderThatIsNoId() {
        assertRefused(
                camel.send(
                        "ctrader:demo?messageType=ReconcileReq",
                        null,
                        Map.of(CTraderConstants.ACCOUNT_ID, "my account")),
                "CamelCTraderAccountId = my account: must be a ctidTraderAccountId");
    }

    @Test
    void doesNotTouchTheBuilderOfTheCaller() {
        ProtoOAReconcileReq.Builder builder = ProtoOAReconcileReq.newBuilder();

        send(WITH_ACCOUNT, builder);

        assertThat(builder.hasCtidTraderAccountId()).isFalse();
    }

    @Test
    void fillsInTheAccessTokenOfTheEndpoint() {
        send("ctrader:demo?messageType=GetAccountListByAccessTokenReq", Map.of());

        assertThat(((ProtoOAGetAccountListByAccessTokenReq) onlyRequest()).getAccessToken())
                .isEqualTo(ClientlessCamel.ACCESS_TOKEN);
    }

    @Test
    void leavesTheTokenOfAnAuthorisationByHandAlone() {
        send(PLAIN, ProtoOAAccountAuthReq.newBuilder().setCtidTraderAccountId(9).setAccessToken("other"));

        assertThat(camel.client().accounts).isEmpty();
    }

    @Test
    void passesTheTimeoutOfTheEndpointOn() {
        send("ctrader:demo?requestTimeout=3s", ProtoOAVersionReq.getDefaultInstance());

        assertThat(camel.client().timeouts).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void refusesMapsWithOtherKeysThanTexts() {
        assertRefused(
                camel.send("ctrader:demo?messageType=VersionReq", Map.of(1, 2), Map.of()),
                "must have texts as its keys");
    }

    private void send(String uri, Object body) {
        Exchange exchange = camel.send(uri, body, Map.of());
        assertThat(exchange.getException()).isNull();
    }

    private Message onlyRequest() {
        assertThat(camel.client().requests).hasSize(1);
        return camel.client().requests.get(0);
    }

    private void assertRefused(Exchange exchange, String message) {
        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(camel.client().requests).isEmpty();
    }

    /** The smallest message of its kind that may be sent. */
    private static Message withRequiredFields(Message prototype) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            if (field.isRequired()) {
                builder.setField(
                        field,
                        switch (field.getJavaType()) {
                            case MESSAGE ->
                                withRequiredFields(
                                        builder.newBuilderForField(field).getDefaultInstanceForType());
                            case ENUM -> field.getEnumType().getValues().get(0);
                            case STRING -> ClientlessCamel.ACCESS_TOKEN;
                            case DOUBLE -> 50.5;
                            case INT -> 1;
                            // A volume that the symbol with id 1 allows, and an id that is not 1 elsewhere.
                            case LONG -> field.getName().equals("volume") ? 100_000L : 1L;
                            default -> throw new IllegalStateException(field.getFullName());
                        });
            }
        }
        return builder.build();
    }
}
