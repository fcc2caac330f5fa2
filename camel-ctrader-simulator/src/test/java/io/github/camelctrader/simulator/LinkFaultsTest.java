package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFaultsTest extends FaultHarness {
    private static final ProtoOASubscribeSpotsReq SPOTS = ProtoOASubscribeSpotsReq.newBuilder()
            .setCtidTraderAccountId(DEMO_ACCOUNT)
            .addSymbolId(1)
            .build();

    @ParameterizedTest
    @CsvSource({
        "cut-rst, TCP, java.net.SocketException",
        "cut-rst, WEBSOCKET, java.net.SocketException",
        "cut-fin, TCP, java.io.EOFException",
        "cut-fin, WEBSOCKET, java.io.EOFException",
        "after 20ms cut-fin, TCP, java.io.EOFException",
    })
    void cutsEndTheConnection(String fault, TestClient.Transport transport, Class<? extends IOException> end)
            throws Exception {
        reconnect(transport);
        simulator.faults("demo " + fault);
        assertThat(client.awaitEnd()).isInstanceOf(end);
        assertThat(simulator.openConnections(DEMO)).isZero();
    }

    @Test
    void aCutMayWaitForARequestWhichIsNotExecuted() throws Exception {
        simulator.faults("on NewOrderReq cut-rst");
        works(VERSION);
        client.send(ORDER);
        assertThat(client.awaitEnd()).isInstanceOf(SocketException.class);
        assertThat(openPositions()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aHalfOpenConnectionIsSilent(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.fault(FaultRule.of(Fault.HALF_OPEN).in(DEMO));
        client.send(ORDER);
        assertThat(openPositions()).isZero();
        assertThat(client.end()).isNull();
        assertThat(executions()).isZero();
    }

    @Test
    void aServerThatDoesNotReadStillSends() throws Exception {
        simulator.faults("stall-reading");
        client.send(ORDER);
        simulator.send(DEMO, ProtoOAClientDisconnectEvent.getDefaultInstance());
        client.await(ProtoOAClientDisconnectEvent.getDefaultInstance());
        assertThat(simulator.journal().received(DEMO, NEW_ORDER)).isEmpty();
        assertThat(simulator.openConnections(DEMO)).isEqualTo(1);
    }

    @Test
    void aServerThatDoesNotSendStillExecutes() throws Exception {
        simulator.faults("stall-writing");
        client.send(ORDER);
        await().until(() -> openPositions() == 1);
        assertThat(executions()).isZero();
        assertThat(client.end()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "garbage-frame, TCP, protocol message",
        "garbage-frame, WEBSOCKET, protocol message",
        "oversized-frame, TCP, length 2147483647",
        "oversized-frame, WEBSOCKET, length 2147483647",
        "negative-length, TCP, length -1",
        "negative-length, WEBSOCKET, length -1"
    })
    void brokenFramesBreakTheClient(String fault, TestClient.Transport transport, String complaint) throws Exception {
        reconnect(transport);
        simulator.faults(fault);
        assertThat(client.awaitEnd()).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayBeOfAnUnknownType(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults("unknown-payload-type");
        client.awaitThat(received -> received.payloadType() == 9999);
        works(VERSION);
    }

    @Test
    void anExecutionMayBeOfAnUnknownType() throws Exception {
        simulator.faults("unknown-execution-type");
        TestClient.Received received = client.request(ORDER);
        assertThatThrownBy(() ->
                        ProtoOAExecutionEvent.parseFrom(received.envelope().getPayload()))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining("executionType");
        ProtoOAExecutionEvent partly = ProtoOAExecutionEvent.parser()
                .parsePartialFrom(received.envelope().getPayload());
        assertThat(partly.getUnknownFields().getField(3).getVarintList()).containsExactly(99L);
        assertThat(partly.getCtidTraderAccountId()).isEqualTo(DEMO_ACCOUNT);
        execution();
    }

    @Test
    void aMessageMayHaveUnknownFields() throws Exception {
        simulator.faults("on TraderRes unknown-fields");
        TestClient.Received received = client.request(TRADER);
        assertThat(received.envelope().getUnknownFields().hasField(1000)).isTrue();
        ProtoOATraderRes trader = received.as(ProtoOATraderRes.getDefaultInstance());
        assertThat(trader.getUnknownFields().asMap()).containsOnlyKeys(1000, 1001);
        assertThat(trader.getTrader().getBalance()).isEqualTo(1_000_000);
        assertThat(client.request(TRADER).envelope().getUnknownFields().hasField(1000))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account-disconnect", "token-invalidated"})
    void anAccountMayLoseItsSession(String fault) throws Exception {
        client.request(SPOTS).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
        simulator.faults(fault);
        if (fault.equals("account-disconnect")) {
            client.await(ProtoOAAccountDisconnectEvent.getDefaultInstance());
        } else {
            client.await(ProtoOAAccountsTokenInvalidatedEvent.getDefaultInstance());
        }
        assertThat(client.refusal(TRADER).getDescription()).isEqualTo("Trading account is not authorized");
        client.request(TestClient.accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN))
                .as(ProtoOAAccountAuthRes.getDefaultInstance());
        assertThat(client.request(SPOTS).payloadType()).isEqualTo(fault.equals("account-disconnect") ? 2128 : 2142);
    }

    @Test
    void anApplicationMayLoseItsSession() throws Exception {
        simulator.faults("client-disconnect");
        assertThat(client.await(ProtoOAClientDisconnectEvent.getDefaultInstance())
                        .getReason())
                .contains("blocked");
        assertThat(client.refusal(VERSION).getErrorCode()).isEqualTo("CH_CLIENT_NOT_AUTHENTICATED");
        client.withApplication();
        client.authorise(DEMO_ACCOUNT);
        works(TRADER);
    }

    @Test
    void aHandshakeMayHang() throws Exception {
        simulator.faults("demo hang-tls-handshake");
        try (SSLSocket socket = (SSLSocket)
                simulator.clientSslContext().getSocketFactory().createSocket(simulator.host(), simulator.demoPort())) {
            socket.setSoTimeout(300);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SocketTimeoutException.class);
        }
        TestClient.demo(simulator).close();
        await().until(() -> simulator.openConnections(DEMO) == 1);
    }

    @Test
    void aHandshakeMayBeCut() throws Exception {
        simulator.faults("demo 2 times cut-in-handshake");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> TestClient.demo(simulator)).isInstanceOf(IOException.class);
        }
        TestClient.demo(simulator).close();
        new TestClient(simulator, LIVE).close();
        assertThat(simulator.journal().faults(Fault.CUT_IN_HANDSHAKE)).hasSize(2);
    }

    @Test
    void aPortMayBeClosedForATimeOrUntilFaultsAreCleared() throws Exception {
        simulator.faults("demo refuse-connections");
        assertThatThrownBy(() -> TestClient.demo(simulator)).isInstanceOf(ConnectException.class);
        new TestClient(simulator, LIVE).close();
        works(VERSION);
        simulator.clearFaults();
        TestClient.demo(simulator).close();
        simulator.faults("demo refuse-connections 200ms");
        assertThatThrownBy(() -> TestClient.demo(simulator)).isInstanceOf(ConnectException.class);
        await().ignoreExceptionsInstanceOf(ConnectException.class).until(() -> {
            TestClient.demo(simulator).close();
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"split-frames, TCP", "split-frames, WEBSOCKET", "merged-frames, TCP", "merged-frames, WEBSOCKET"})
    void outputMayComeInAnyShape(String fault, TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults(fault);
        for (String id : client.sendAtOnce(VERSION, 5)) {
            client.awaitThat(received -> id.equals(received.clientMsgId())).as(ProtoOAVersionRes.getDefaultInstance());
        }
    }

    @Test
    void clearedFaultsDoNotHappen() throws Exception {
        simulator.faults("after 100ms cut-rst\ncant-route\nafter 50ms drop-request");
        simulator.clearFaults();
        works(TRADER);
        await().pollDelay(Duration.ofMillis(150)).until(() -> true);
        works(TRADER);
        assertThat(client.end()).isNull();
    }

    @Test
    void anOrderlyEndIsAnEof() throws Exception {
        simulator.faults("cut-fin");
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
    }
}
