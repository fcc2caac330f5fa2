package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.message.JsonText;
import io.github.camelctrader.message.MapToMessage;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as text, maps and bytes, through Camel's own type converters. */
class ConverterTest {
    private static final ProtoOASpotEvent SPOT = ProtoOASpotEvent.newBuilder()
            .setCtidTraderAccountId(7)
            .setSymbolId(1)
            .setBid(108_512)
            .addTrendbar(ProtoOATrendbar.newBuilder()
                    .setVolume(3)
                    .setPeriod(ProtoOATrendbarPeriod.H1)
                    .setUtcTimestampInMinutes(-1))
            .build();
    private static final GapEvent GAP = new GapEvent(
            Environment.DEMO,
            Instant.ofEpochMilli(1),
            Instant.ofEpochMilli(2),
            List.of(7L),
            List.of(),
            5,
            false,
            "queue full");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").transformDataType(new DataType("ctrader:json"));
                from("direct:text").convertBodyTo(String.class);
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** A value of a required field that is newer than the schema. */
    @Test
    void convertsWhatLacksARequiredFieldAndKeepsItInTheBytes() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("08ce10" + "1007" + "1863" + "4a0346464f");
        ProtoOAExecutionEvent event =
                ProtoOAExecutionEvent.newBuilder().mergeFrom(bytes).buildPartial();
        assertThat(event.isInitialized()).isFalse();

        assertThat(context.getTypeConverter().mandatoryConvertTo(byte[].class, event))
                .isEqualTo(event.toByteArray());
        assertThat(ProtoOAExecutionEvent.newBuilder()
                        .mergeFrom(event.toByteArray())
                        .buildPartial()
                        .getUnknownFields()
                        .getField(ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER)
                        .getVarintList())
                .containsExactly(99L);
        assertThat(context.getTypeConverter().mandatoryConvertTo(String.class, event))
                .contains("\"ctidTraderAccountId\":\"7\"", "\"errorCode\":\"FFO\"");
        assertThat(context.getTypeConverter().mandatoryConvertTo(Map.class, event))
                .containsEntry("ctidTraderAccountId", 7L)
                .doesNotContainKey("executionType");
    }

    @Test
    void writesMessagesAsJsonOnOneLine() {
        assertThat(convert(SPOT, String.class))
                .isEqualTo("{\"ctidTraderAccountId\":\"7\",\"symbolId\":\"1\",\"bid\":\"108512\","
                        + "\"trendbar\":[{\"volume\":\"3\",\"period\":\"H1\",\"utcTimestampInMinutes\":4294967295}]}");
    }

    @Test
    void writesTheWireBytesOfTheMessageItself() {
        assertThat(convert(SPOT, byte[].class)).isEqualTo(SPOT.toByteArray());
    }

    @Test
    void makesMapsOfPlainValues() {
        assertThat(convert(SPOT, Map.class))
                .isEqualTo(Map.of(
                        "ctidTraderAccountId",
                        7L,
                        "symbolId",
                        1L,
                        "bid",
                        108_512L,
                        "trendbar",
                        List.of(Map.of("volume", 3L, "period", "H1", "utcTimestampInMinutes", 4_294_967_295L))));
    }

    static Stream<Message> messages() {
        return Stream.of(
                SPOT,
                ProtoOADepthEvent.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setSymbolId(1)
                        .addNewQuotes(ProtoOADepthQuote.newBuilder()
                                .setId(-1)
                                .setSize(5)
                                .setBid(3))
                        .addDeletedQuotes(9)
                        .build(),
                ProtoMessage.newBuilder()
                        .setPayloadType(2999)
                        .setPayload(ByteString.copyFrom(new byte[] {0, -1}))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void losesNothingOnTheWayThroughAMapOrJson(Message message) throws Exception {
        Map<?, ?> map = convert(message, Map.class);
        assertThat(MapToMessage.toBuilder(message.getDefaultInstanceForType(), map)
                        .build())
                .isEqualTo(message);

        String json = convert(message, String.class);
        assertThat(MapToMessage.toBuilder(message.getDefaultInstanceForType(), JsonText.readObject(json))
                        .build())
                .isEqualTo(message);
        Message.Builder parsed = message.newBuilderForType();
        JsonFormat.parser().merge(json, parsed);
        assertThat(parsed.build()).isEqualTo(message);
    }

    @Test
    void keepsUnsignedNumbersUnsigned() {
        ProtoOADepthEvent depth = ProtoOADepthEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(-1)
                .build();

        assertThat(convert(depth, Map.class))
                .isEqualTo(Map.of("ctidTraderAccountId", 7L, "symbolId", new BigInteger("18446744073709551615")));
    }

    @Test
    void writesEventsOfTheComponentToo() {
        ConnectionEvent connection =
                new ConnectionEvent(Environment.DEMO, ConnectionState.READY, null, null, 0, null, Instant.EPOCH);

        assertThat(convert(GAP, Map.class)).isEqualTo(GAP.toMap());
        assertThat(convert(GAP, String.class))
                .isEqualTo("{\"environment\":\"demo\",\"from\":1,\"to\":2,\"accounts\":[7],\"symbols\":[],"
                        + "\"missed\":5,\"filled\":false,\"description\":\"queue full\",\"timestamp\":2}");
        assertThat(convert(connection, String.class))
                .isEqualTo("{\"environment\":\"demo\",\"state\":\"READY\",\"attempt\":0,\"timestamp\":0}");
    }

    @Test
    void streamsAreTheJsonTextOfAllThatIsOurs() throws Exception {
        for (Object body : List.of(SPOT, GAP)) {
            try (InputStream stream = convert(body, InputStream.class)) {
                assertThat(stream).hasContent(convert(body, String.class));
            }
        }
        assertThat(convert(GAP, byte[].class)).asString(StandardCharsets.UTF_8).isEqualTo(convert(GAP, String.class));
    }

    @Test
    void eventsAreRecordedToAFileAsTheyCome(@TempDir Path directory) throws Exception {
        ProducerTemplate template = context.createProducerTemplate();
        String file = "file:" + directory + "?fileName=events&fileExist=Append&appendChars=\\n";
        template.sendBody(file, SPOT);
        template.sendBody(file, GAP);

        assertThat(directory.resolve("events"))
                .hasContent(convert(SPOT, String.class) + "\n" + convert(GAP, String.class));
    }

    @Test
    void leavesTheTokenThatAListOfAccountsRepeatsOut() {
        ProtoOAGetAccountListByAccessTokenRes accounts = ProtoOAGetAccountListByAccessTokenRes.newBuilder()
                .setAccessToken("secret-token")
                .addCtidTraderAccount(ProtoOACtidTraderAccount.newBuilder().setCtidTraderAccountId(7))
                .build();

        assertThat(convert(accounts, String.class)).contains("\"7\"").doesNotContain("accessToken", "secret-token");
        assertThat(convert(accounts, Map.class)).containsOnlyKeys("ctidTraderAccount");
        Exchange transformed = context.createProducerTemplate()
                .request("direct:json", exchange -> exchange.getMessage().setBody(accounts));
        assertThat(transformed.getMessage().getBody(String.class))
                .contains("\"7\"")
                .doesNotContain("secret-token");
        assertThat(List.<Object>of(
                        new Reply(accounts, 2150, "1-1"),
                        new InboundMessage(2150, accounts, "1-1"),
                        ClientEvent.builder("X", accounts)
                                .payloadType(2150)
                                .account(7)
                                .build()))
                .noneMatch(ours -> ours.toString().contains("secret-token"));
    }

    @Test
    void leavesMessagesOfOtherSchemasAlone() {
        Timestamp foreign = Timestamp.newBuilder().setSeconds(5).build();

        assertThat(convert(foreign, String.class)).isEqualTo(foreign.toString());
        assertThat(context.getTypeConverter().convertTo(Map.class, foreign)).isNull();
        assertThat(context.getTypeConverter().convertTo(byte[].class, foreign)).isNull();
        assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:json", foreign))
                .hasRootCauseInstanceOf(InvalidRequestException.class);
    }

    static Stream<Object> bodies() {
        return Stream.of(SPOT, GAP);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void hasADataTypeThatIsTheSameAsText(Object body) {
        assertThat(context.createProducerTemplate().requestBody("direct:json", body))
                .isEqualTo(context.createProducerTemplate().requestBody("direct:text", body));
    }

    @Test
    void refusesOtherBodiesAsThatDataType() {
        assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:json", 5))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(InvalidRequestException.class)
                .hasStackTraceContaining(
                        "body = java.lang.Integer: must be an answer or event of the ctrader component");
    }

    private <T> T convert(Object body, Class<T> type) {
        return Objects.requireNonNull(context.getTypeConverter().convertTo(type, body), "not converted");
    }
}
