package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFaultsTest {
    @AutoClose
    private final CTraderSimulator simulator =
            CTraderSimulator.builder().quotesPerSecond(0).maxFrameLength(1000).start();

    @AutoClose
    private final TestClient client;

    ConnectionFaultsTest() throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    private static ProtoOASymbolsListReq symbols() {
        return ProtoOASymbolsListReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"RST, java.net.SocketException", "FIN, java.io.EOFException"})
    void aCutEndsOnlyTheConnectionsOfItsEnvironment(CutKind kind, Class<? extends IOException> end) throws Exception {
        try (TestClient live = new TestClient(simulator, LIVE).withApplication()) {
            simulator.cut(DEMO, kind);

            assertThat(simulator.openConnections(DEMO)).isZero();
            assertThat(client.awaitEnd()).isInstanceOf(end);
            assertThat(simulator.openConnections(LIVE)).isEqualTo(1);
            assertThat(live.end()).isNull();
            TestClient.authorised(simulator, DEMO_ACCOUNT).close();
            assertThat(simulator.acceptedConnections(DEMO)).isEqualTo(2);
        }
    }

    @Test
    void aSilencedConnectionStaysButIsDead() throws Exception {
        simulator.cut(DEMO, CutKind.SILENCE);
        client.send(symbols());
        simulator.send(DEMO, ProtoOAClientDisconnectEvent.getDefaultInstance());
        int received = client.log().size();

        assertThat(simulator.openConnections(DEMO)).isZero();
        try (TestClient other = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            other.request(symbols()).as(ProtoOASymbolsListRes.getDefaultInstance());
            assertThat(simulator.openConnections(DEMO)).isEqualTo(1);
        }
        assertThat(client.end()).isNull();
        assertThat(client.log()).hasSize(received);
        assertThat(simulator.journal().received(DEMO, 2114)).hasSize(1);
        simulator.close();
        assertThat(client.awaitEnd()).isNotNull();
    }

    /** On a port without connections, since those would keep it too. */
    @Test
    void nobodyElseGetsAPortThatRefusesConnections() throws Exception {
        simulator.refuseConnections(LIVE, true);
        assertThatThrownBy(this::listenOnTheLivePort).isInstanceOf(BindException.class);
        assertThatThrownBy(this::connectToTheLivePort).isInstanceOf(ConnectException.class);
        simulator.refuseConnections(LIVE, false);
        simulator.fault(FaultRule.parse("refuse-connections"));
        await().untilAsserted(
                        () -> assertThatThrownBy(this::listenOnTheLivePort).isInstanceOf(BindException.class));
        simulator.clearFaults();
        await().ignoreExceptions().untilAsserted(this::connectToTheLivePort);
    }

    private void connectToTheLivePort() throws IOException {
        new Socket(simulator.host(), simulator.livePort()).close();
    }

    private void listenOnTheLivePort() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            other.bind(new InetSocketAddress(simulator.host(), simulator.livePort()));
        }
    }

    @Test
    void refusedConnectionsComeBackOnTheSamePort() throws Exception {
        int port = simulator.demoPort();
        simulator.refuseConnections(DEMO, true);
        assertThatThrownBy(() -> TestClient.demo(simulator)).isInstanceOf(ConnectException.class);
        client.request(symbols()).as(ProtoOASymbolsListRes.getDefaultInstance());
        simulator.refuseConnections(DEMO, false);
        simulator.refuseConnections(DEMO, false);
        TestClient.demo(simulator).close();
        assertThat(simulator.demoPort()).isEqualTo(port);
    }

    @Test
    void requestsMayArriveByteByByteOrSeveralAtOnce() throws Exception {
        byte[] frame = TestClient.frame(2114, symbols().toByteArray(), "byte by byte");
        for (byte part : frame) {
            client.sendBytes(new byte[] {part});
        }
        client.awaitThat(received -> "byte by byte".equals(received.clientMsgId()))
                .as(ProtoOASymbolsListRes.getDefaultInstance());
        byte[] two = TestClient.frame(2114, symbols().toByteArray(), "two");
        client.sendBytes(ByteBuffer.allocate(frame.length + two.length)
                .put(frame)
                .put(two)
                .array());
        client.awaitThat(received -> "byte by byte".equals(received.clientMsgId()));
        client.awaitThat(received -> "two".equals(received.clientMsgId()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersMayLeaveByteByByteOrSeveralAtOnce(boolean oneByteFragments) throws Exception {
        simulator.fragmentOutput(oneByteFragments);
        simulator.mergeOutput(!oneByteFragments);
        for (String id : client.sendAtOnce(symbols(), 10)) {
            assertThat(client.awaitThat(received -> id.equals(received.clientMsgId()))
                            .as(ProtoOASymbolsListRes.getDefaultInstance())
                            .getSymbolCount())
                    .isEqualTo(11);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001, Integer.MAX_VALUE})
    void aLengthThatCannotBeIsAnsweredThenTheConnectionCloses(int length) throws Exception {
        client.sendBytes(ByteBuffer.allocate(8).putInt(length).putInt(0).array());
        assertThat(client.await(ProtoErrorRes.getDefaultInstance()).getErrorCode())
                .isEqualTo("FRAME_TOO_LONG");
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
    }

    @Test
    void aFrameThatIsNoMessageIsAnsweredThenTheConnectionCloses() throws Exception {
        client.sendBytes(new byte[] {0, 0, 0, 2, (byte) 0xff, (byte) 0xff});
        ProtoErrorRes error = client.await(ProtoErrorRes.getDefaultInstance());
        assertThat(error.getErrorCode()).isEqualTo("UNKNOWN_ERROR");
        assertThat(error.getDescription()).isEqualTo("Corrupted frame.");
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
    }

    @Test
    void eventsGoToThoseTheyConcern() throws Exception {
        try (TestClient other = TestClient.authorised(simulator, SECOND_DEMO_ACCOUNT)) {
            ProtoOASymbolChangedEvent changed = ProtoOASymbolChangedEvent.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .addSymbolId(1)
                    .build();
            ProtoOAAccountsTokenInvalidatedEvent invalidated = ProtoOAAccountsTokenInvalidatedEvent.newBuilder()
                    .addCtidTraderAccountIds(SECOND_DEMO_ACCOUNT)
                    .build();
            simulator.send(DEMO, changed);
            simulator.send(DEMO, invalidated);
            simulator.send(DEMO, ProtoOAClientDisconnectEvent.getDefaultInstance());

            client.await(ProtoOAClientDisconnectEvent.getDefaultInstance());
            other.await(ProtoOAClientDisconnectEvent.getDefaultInstance());
            assertThat(client.log())
                    .extracting(TestClient.Received::payloadType)
                    .endsWith(2103, 2120, 2148);
            assertThat(other.log()).extracting(TestClient.Received::payloadType).endsWith(2103, 2147, 2148);
        }
        assertThatThrownBy(() -> simulator.send(DEMO, ProtoOAOrder.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ProtoOAOrder");
    }

    @Test
    void aClientThatDoesNotReadIsCutBeforeItFillsTheMemory() throws Exception {
        byte[] megabytes = new byte[8 << 20];
        try (SSLSocket deaf = (SSLSocket)
                simulator.clientSslContext().getSocketFactory().createSocket(simulator.host(), simulator.livePort())) {
            deaf.startHandshake();
            await().until(() -> simulator.openConnections(LIVE) == 1);
            int sent = 0;
            while (simulator.openConnections(LIVE) == 1 && sent < 20) {
                simulator.sendRaw(LIVE, megabytes);
                sent++;
            }
            assertThat(sent).isBetween(9, 19);
        }
        client.request(symbols()).as(ProtoOASymbolsListRes.getDefaultInstance());
    }

    @Test
    void rawBytesGoOutAsTheyAre() throws Exception {
        simulator.sendRaw(DEMO, TestClient.frame(9999, new byte[] {1}, null));
        assertThat(client.awaitThat(received -> received.payloadType() == 9999)
                        .envelope()
                        .getPayload()
                        .toByteArray())
                .containsExactly(1);
    }

    @Test
    void bytesThatAreNoTlsHarmNobody() throws Exception {
        try (Socket plain = new Socket(simulator.host(), simulator.demoPort())) {
            plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> simulator.openConnections(DEMO) == 1);
        } catch (SocketException e) {
            throw new AssertionError("The server is not there", e);
        }
        client.request(symbols()).as(ProtoOASymbolsListRes.getDefaultInstance());
    }
}
