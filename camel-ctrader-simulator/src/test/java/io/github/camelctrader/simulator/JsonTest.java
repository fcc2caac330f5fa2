package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.simulator.JsonClient.Transport;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The variant of the protocol that the real servers speak on port 5036. */
class JsonTest {
    private static final String APPLICATION = "{\"clientId\":\"" + SimulatorDefaults.CLIENT_ID
            + "\",\"clientSecret\":\"" + SimulatorDefaults.CLIENT_SECRET + "\"}";
    private static final String ACCOUNT =
            "{\"ctidTraderAccountId\":1001,\"accessToken\":\"" + SimulatorDefaults.ACCESS_TOKEN + "\"}";
    private static final BigDecimal FILLED = BigDecimal.valueOf(3);

    private CTraderSimulator simulator = builder().start();

    private static SimulatorBuilder builder() {
        return CTraderSimulator.builder()
                .quotesPerSecond(0)
                .fillDelay(Duration.ZERO)
                .maxFrameLength(100_000)
                .demoJsonPort(0)
                .liveJsonPort(0);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private void restart(SimulatorBuilder builder) {
        simulator.close();
        simulator = builder.start();
    }

    private JsonClient authorised(Transport transport) throws Exception {
        JsonClient client = new JsonClient(simulator, transport);
        assertThat(client.request(2100, APPLICATION)).isEmpty();
        assertThat(client.request(2102, ACCOUNT).get("ctidTraderAccountId")).isEqualTo(BigDecimal.valueOf(1001));
        return client;
    }

    private static String order(String more) {
        return "{\"ctidTraderAccountId\":1001,\"symbolId\":1,\"orderType\":1,\"tradeSide\":1,\"volume\":100000" + more
                + "}";
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsPlacedAndFilledWithItsProtection(Transport transport) throws Exception {
        try (JsonClient client = authorised(transport)) {
            Map<?, ?> accepted =
                    client.request(2106, order(",\"relativeStopLoss\":1000,\"label\":\"\\u00e4 \\\"b\\\"\""));
            assertThat(accepted.get("executionType")).isEqualTo(BigDecimal.valueOf(2));
            assertThat(accepted.get("isServerEvent")).isEqualTo(false);
            assertThat(accepted.containsKey("deal")).isFalse();
            Map<?, ?> filled = client.await(message ->
                    message.get("payload") instanceof Map<?, ?> payload && FILLED.equals(payload.get("executionType")));
            Map<?, ?> event = JsonClient.part(filled, "payload");
            assertThat(JsonClient.part(event, "deal").get("executionPrice")).isEqualTo(new BigDecimal("1.0851"));
            assertThat(JsonClient.part(JsonClient.part(event, "position"), "tradeData")
                            .get("label"))
                    .isEqualTo("ä \"b\"");
            // Its answer comes after the order was written down as executed.
            client.request(2104, "{}");
            assertThat(simulator.journal().executed(SimulatorEnvironment.DEMO, 2106))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void quotesComeToSubscribers(Transport transport) throws Exception {
        try (JsonClient client = authorised(transport)) {
            client.request(2127, "{\"ctidTraderAccountId\":1001,\"symbolId\":[1],\"subscribeToSpotTimestamp\":true}");
            simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.08505", null);
            Map<?, ?> spot = client.await(message -> message.get("payload") instanceof Map<?, ?> payload
                    && BigDecimal.valueOf(108_505).equals(payload.get("bid")));
            assertThat(spot.get("payloadType")).isEqualTo(BigDecimal.valueOf(2131));
            assertThat(spot.containsKey("clientMsgId")).isFalse();
            assertThat(JsonClient.part(spot, "payload").containsKey("ask"))
                    .as("did not change")
                    .isFalse();
        }
    }

    @Test
    void enumerationsAndLongsMayBeTextInRequests() throws Exception {
        try (JsonClient client = authorised(Transport.LINES)) {
            assertThat(client.request(
                                    2106,
                                    "{\"ctidTraderAccountId\":\"1001\",\"symbolId\":\"1\",\"orderType\":\"MARKET\",\"tradeSide\":\"2\","
                                            + "\"volume\":1e5,\"somethingNew\":{\"a\":[1,null]},\"comment\":null}")
                            .get("executionType"))
                    .isEqualTo(BigDecimal.valueOf(2));
        }
    }

    @Test
    void enumerationsAndLongsAreTextInAnswersOnRequest() throws Exception {
        restart(builder().json(JsonSwitch.ENUMS_AS_NAMES, JsonSwitch.LONGS_AS_TEXT));
        try (JsonClient client = new JsonClient(simulator, Transport.LINES)) {
            client.request(2100, APPLICATION);
            assertThat(client.request(2102, ACCOUNT).get("ctidTraderAccountId")).isEqualTo("1001");
            assertThat(client.request(2106, order("")).get("executionType")).isEqualTo("ORDER_ACCEPTED");
        }
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2102 | {\"ctidTraderAccountId\":1001} | INVALID_REQUEST",
                "2102 | {\"ctidTraderAccountId\":\"x\",\"accessToken\":\"t\"} | INVALID_REQUEST",
                "2102 | {\"ctidTraderAccountId\":1.5,\"accessToken\":\"t\"} | INVALID_REQUEST",
                "2102 | {\"ctidTraderAccountId\":99999999999999999999,\"accessToken\":\"t\"} | INVALID_REQUEST",
                "2102 | {\"ctidTraderAccountId\":1001,\"accessToken\":5} | INVALID_REQUEST",
                "2102 | [] | INVALID_REQUEST",
                "2106 | {\"ctidTraderAccountId\":1001,\"symbolId\":1,\"orderType\":77,\"tradeSide\":1,\"volume\":1} | INVALID_REQUEST",
                "2127 | {\"ctidTraderAccountId\":1001,\"symbolId\":1} | INVALID_REQUEST",
                "9999 | {\"a\":1} | UNSUPPORTED_MESSAGE",
                "2121 | {\"ctidTraderAccountId\":1002} | INVALID_REQUEST"
            })
    void whatCannotBeReadIsRefusedAndTheConnectionGoesOn(int payloadType, String payload, String code)
            throws Exception {
        try (JsonClient client = authorised(Transport.LINES)) {
            assertThat(client.request(payloadType, payload).get("errorCode")).isEqualTo(code);
            assertThat(client.request(2104, "{}").get("version")).isInstanceOf(String.class);
        }
    }

    @ParameterizedTest(name = "{1} over {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "WEBSOCKET | nonsense",
                "WEBSOCKET | []",
                "WEBSOCKET | {\"payloadType\":\"2100\"}",
                "WEBSOCKET | {\"payloadType\":2100,}",
                "LINES | nonsense",
                "LINES | [1, 2]",
                "LINES | {\"payloadType\":2100.5}",
                "LENGTHS | {\"payloadType\":2100} x"
            })
    void whatIsNoEnvelopeEndsTheConnection(Transport transport, String text) throws Exception {
        try (JsonClient client = new JsonClient(simulator, transport)) {
            client.sendText(text);
            assertThat(client.next()).contains("\"payloadType\":50", "Corrupted frame.");
            assertThat(client.next()).isEqualTo(transport == Transport.WEBSOCKET ? "end 1007" : "end");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "LINES"})
    void whatIsTooLongEndsTheConnection(Transport transport) throws Exception {
        try (JsonClient client = new JsonClient(simulator, transport)) {
            client.sendText("{\"payloadType\":2100,\"payload\":{\"clientId\":\"" + "x".repeat(100_000) + "\"}}");
            assertThat(client.next()).contains("FRAME_TOO_LONG");
        }
    }

    @Test
    void levelsWithoutEndDoNoHarm() throws Exception {
        try (JsonClient client = new JsonClient(simulator, Transport.LENGTHS)) {
            client.sendText("[".repeat(50_000));
            assertThat(client.next()).contains("Corrupted frame.");
        }
    }

    @Test
    void eachPortSpeaksOneLanguage() throws Exception {
        restart(CTraderSimulator.builder().quotesPerSecond(0));
        assertThatThrownBy(() -> simulator.jsonPort(SimulatorEnvironment.DEMO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("JSON is not served on demo");
    }

    @ParameterizedTest
    @CsvSource({
        "garbage-frame, junk",
        "unknown-payload-type, '\"payloadType\":9999,\"payload\":{}'",
        "always on SpotEvent unknown-fields, '\"field1000\":\"from the future\",\"field1001\":1'"
    })
    void faultsHappenInJsonToo(String fault, String text) throws Exception {
        try (JsonClient client = authorised(Transport.LINES)) {
            simulator.faults(fault);
            client.sendText("{\"payloadType\":2127,\"payload\":{\"ctidTraderAccountId\":1001,\"symbolId\":[1]}}");
            String next = client.next();
            while (!next.contains(text)) {
                next = client.next();
            }
            assertThat(next).contains(text);
        }
    }

    @Test
    void aConstantFromTheFutureComesByItsNumber() throws Exception {
        try (JsonClient client = authorised(Transport.WEBSOCKET)) {
            simulator.faults("unknown-execution-type");
            assertThat(client.request(2106, order("")).get("executionType")).isEqualTo(BigDecimal.valueOf(99));
        }
    }

    @Test
    void connectionsOfBothKindsAreOnesOfTheirEnvironment() throws Exception {
        try (JsonClient client = authorised(Transport.LINES);
                TestClient other = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            assertThat(simulator.openConnections(SimulatorEnvironment.DEMO)).isEqualTo(2);
            int port = simulator.jsonPort(SimulatorEnvironment.DEMO);
            simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
            assertThatThrownBy(() -> new JsonClient(simulator, Transport.LINES)).isInstanceOf(ConnectException.class);
            simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
            assertThat(simulator.jsonPort(SimulatorEnvironment.DEMO)).isEqualTo(port);
            authorised(Transport.LINES).close();
            simulator.cut(SimulatorEnvironment.DEMO, CutKind.FIN);
            assertThat(client.next()).isEqualTo("end");
        }
    }
}
