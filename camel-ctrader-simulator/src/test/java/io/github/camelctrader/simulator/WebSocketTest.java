package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.TestClient.applicationAuth;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    private static final int HEARTBEAT = 51;
    private static final ProtoOASymbolsListReq SYMBOLS = ProtoOASymbolsListReq.newBuilder()
            .setCtidTraderAccountId(DEMO_ACCOUNT)
            .build();

    @AutoClose
    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .quotesPerSecond(0)
            .maxFrameLength(1000)
            .serverHeartbeatInterval(Duration.ofMillis(300))
            .start();

    @AutoClose
    private final TestClient client;

    WebSocketTest() throws Exception {
        client = new TestClient(simulator, DEMO, TestClient.Transport.WEBSOCKET).withApplication();
    }

    private SSLSocket socket() throws IOException {
        SSLSocket socket = (SSLSocket)
                simulator.clientSslContext().getSocketFactory().createSocket(simulator.host(), simulator.demoPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void theSamePortSpeaksBothTransports() throws Exception {
        try (TestClient tcp = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.authorise(DEMO_ACCOUNT);
            for (TestClient one : new TestClient[] {tcp, client}) {
                assertThat(one.request(SYMBOLS)
                                .as(ProtoOASymbolsListRes.getDefaultInstance())
                                .getSymbolCount())
                        .isEqualTo(11);
                one.request(ProtoOASubscribeSpotsReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .addSymbolId(1)
                        .build());
            }
            simulator.quote(DEMO, "EURUSD", "1.09000", "1.09010");
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance(), 2).get(1))
                    .isEqualTo(
                            tcp.await(ProtoOASpotEvent.getDefaultInstance(), 2).get(1));
        }
        assertThat(simulator.journal().received(DEMO, 2114))
                .extracting(JournalEntry::connection)
                .containsExactly(2L, 1L);
    }

    @Test
    void heartbeatsAndEventsComeAsMessages() throws Exception {
        client.await(ProtoHeartbeatEvent.getDefaultInstance(), 2);
        simulator.send(DEMO, ProtoOAClientDisconnectEvent.getDefaultInstance());
        client.await(ProtoOAClientDisconnectEvent.getDefaultInstance());
    }

    @Test
    void pingsAreAnswered() throws Exception {
        try (SSLSocket socket = socket()) {
            TestWebSocket webSocket =
                    new TestWebSocket(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            assertThat(webSocket.upgrade("/")).startsWith("HTTP/1.1 101 ");
            webSocket.send(true, TestWebSocket.PING, new byte[] {4, 2});
            TestWebSocket.Frame frame = webSocket.receive();
            while (frame.opcode() == TestWebSocket.BINARY) {
                frame = webSocket.receive();
            }
            assertThat(frame.opcode()).isEqualTo(TestWebSocket.PONG);
            assertThat(frame.payload()).containsExactly(4, 2);
        }
    }

    @Test
    void aMessageMayComeInFragments() throws Exception {
        byte[] envelope =
                TestClient.envelope(2104, ProtoOAVersionReq.getDefaultInstance().toByteArray(), "in parts");
        client.webSocket().send(false, TestWebSocket.BINARY, Arrays.copyOf(envelope, 5));
        client.webSocket().send(true, TestWebSocket.CONTINUATION, Arrays.copyOfRange(envelope, 5, envelope.length));
        client.awaitThat(received -> "in parts".equals(received.clientMsgId()))
                .as(ProtoOAVersionRes.getDefaultInstance());
    }

    @Test
    void textIsRefused() throws Exception {
        client.webSocket().send(true, TestWebSocket.TEXT, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(client.webSocket().closeStatus()).isEqualTo(1003);
    }

    @Test
    void aMessageWithALengthInFrontIsCorrupted() throws Exception {
        client.webSocket().sendMessage(TestClient.frame(2104, new byte[0], "with length"));
        assertThat(client.await(ProtoErrorRes.getDefaultInstance()).getDescription())
                .isEqualTo("Corrupted frame.");
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(client.webSocket().closeStatus()).isEqualTo(1007);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatIsTooLongIsRefused(boolean inFragments) throws Exception {
        if (inFragments) {
            client.webSocket().send(false, TestWebSocket.BINARY, new byte[600]);
            client.webSocket().send(true, TestWebSocket.CONTINUATION, new byte[600]);
        } else {
            client.webSocket().sendMessage(new byte[1001]);
        }
        assertThat(client.await(ProtoErrorRes.getDefaultInstance()).getErrorCode())
                .isEqualTo("FRAME_TOO_LONG");
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(client.webSocket().closeStatus()).isEqualTo(1009);
    }

    @Test
    void framesThatBreakTheProtocolEndIt() throws Exception {
        client.sendBytes(new byte[] {(byte) 0x82, 1, 0});
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(client.webSocket().closeStatus()).isEqualTo(1002);
    }

    @Test
    void closingIsAnswered() throws Exception {
        client.webSocket()
                .send(
                        true,
                        TestWebSocket.CLOSE,
                        ByteBuffer.allocate(2).putShort((short) 1000).array());
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(client.webSocket().closeStatus()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"RST, 0, java.net.SocketException", "FIN, 1001, java.io.EOFException"})
    void cutsWorkAsOnTcp(CutKind kind, int status, Class<? extends IOException> end) throws Exception {
        simulator.cut(DEMO, kind);
        assertThat(client.awaitEnd()).isInstanceOf(end);
        assertThat(client.webSocket().closeStatus()).isEqualTo(status);
        assertThat(simulator.openConnections(DEMO)).isZero();
    }

    @Test
    void wrongCredentialsAreAnsweredThenTheConnectionCloses() throws Exception {
        try (TestClient stranger = new TestClient(simulator, DEMO, TestClient.Transport.WEBSOCKET)) {
            assertThat(stranger.refusal(applicationAuth("hush-nobody", "hush-nothing"))
                            .getErrorCode())
                    .isEqualTo("CH_CLIENT_AUTH_FAILURE");
            assertThat(stranger.awaitEnd()).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void outputMayComeInPieces(boolean oneByteFragments) throws Exception {
        client.authorise(DEMO_ACCOUNT);
        simulator.fragmentOutput(oneByteFragments);
        simulator.mergeOutput(!oneByteFragments);
        client.request(SYMBOLS).as(ProtoOASymbolsListRes.getDefaultInstance());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /other HTTP/1.1~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 404",
                "GET / HTTP/1.1 | 400"
            })
    void whatIsNoUpgradeIsRefused(String request, int status) throws Exception {
        try (SSLSocket socket = socket()) {
            TestWebSocket webSocket =
                    new TestWebSocket(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            String answer = webSocket.http(request.replace("~", "\r\n") + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(200);
        }
    }

    @Test
    void aClientOfTheJdkFindsNothingToComplainAbout() throws Exception {
        BlockingQueue<ProtoMessage> inbox = new LinkedBlockingQueue<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
                try {
                    ProtoMessage message = ProtoMessage.parseFrom(data);
                    // On a slow machine a heartbeat comes before the answer.
                    if (message.getPayloadType() != HEARTBEAT) {
                        inbox.add(message);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                webSocket.request(1);
                return null;
            }
        };
        WebSocket webSocket = HttpClient.newBuilder()
                .sslContext(simulator.clientSslContext())
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create("wss://localhost:" + simulator.demoPort() + "/"), listener)
                .get(40, TimeUnit.SECONDS);
        webSocket.sendBinary(
                ByteBuffer.wrap(TestClient.envelope(
                        2100,
                        applicationAuth(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                                .toByteArray(),
                        "first")),
                true);
        ProtoMessage answer = inbox.poll(40, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.getPayloadType()).isEqualTo(2101);
        assertThat(answer.getClientMsgId()).isEqualTo("first");
        webSocket.abort();
    }

    @Test
    void aSilencedConnectionIsHalfOpen() throws Exception {
        simulator.cut(DEMO, CutKind.SILENCE);
        client.send(ProtoOAVersionReq.getDefaultInstance());
        simulator.close();
        assertThat(client.awaitEnd()).isInstanceOfAny(EOFException.class, SocketException.class);
        assertThat(simulator.journal().received(DEMO, 2104)).isEmpty();
    }
}
