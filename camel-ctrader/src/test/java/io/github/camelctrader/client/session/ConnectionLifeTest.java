package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLifeTest {
    @Test
    void answersARequestOnceTheApplicationIsAuthorised() {
        try (ClientHarness harness = ClientHarness.start()) {
            Reply reply = harness.request(ClientHarness.VERSION).join();

            assertThat(reply.message()).isInstanceOf(ProtoOAVersionRes.class);
            assertThat(reply.payloadType()).isEqualTo(ProtoOAPayloadType.PROTO_OA_VERSION_RES_VALUE);
            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_APPLICATION_AUTH_REQ_VALUE))
                    .isEqualTo(1);
        }
    }

    @Test
    void authorisesAnAccountBeforeItsRequests() {
        try (ClientHarness harness = ClientHarness.start()) {
            harness.client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);

            Reply reply = harness.request(reconcile()).join();

            assertThat(reply.payloadType()).isEqualTo(ProtoOAPayloadType.PROTO_OA_RECONCILE_RES_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(CutKind.class)
    void bringsQuotesBackAfterACutAndSubscribesOnce(CutKind kind) {
        try (ClientHarness harness = ClientHarness.start(
                settings -> settings.heartbeatInterval(Duration.ofMillis(200)).idleTimeout(Duration.ofSeconds(1)))) {
            harness.client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            Recorder quotes = harness.subscribe(Set.of("spot", "connection"), "EURUSD", "GBPUSD");
            await().until(() -> !quotes.events("SpotEvent").isEmpty());
            int before = harness.client.snapshot().generation();

            harness.simulator.cut(SimulatorEnvironment.DEMO, kind);

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> harness.client.snapshot().generation() > before);
            harness.awaitState(ConnectionState.READY);
            int seen = quotes.events("SpotEvent").size();
            await().until(() -> quotes.events("SpotEvent").size() > seen);
            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ_VALUE))
                    .isEqualTo(2);
            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE))
                    .isEqualTo(2);
            await().untilAsserted(() -> assertThat(quotes.events("ConnectionEvent"))
                    .extracting(event -> ((ConnectionEvent) event.body()).state())
                    .contains(ConnectionState.BACKOFF, ConnectionState.READY));
            assertThat(quotes.problems()).isEmpty();
        }
    }

    @Test
    void tellsPendingCallersAtOnceWhenTheLinkIsLost() {
        try (ClientHarness harness = ClientHarness.ready()) {
            harness.simulator.swallow(ProtoOAPayloadType.PROTO_OA_RECONCILE_REQ_VALUE, 1);
            CompletableFuture<Reply> pending = harness.request(reconcile());
            await().until(() -> harness.received(ProtoOAPayloadType.PROTO_OA_RECONCILE_REQ_VALUE) == 1);

            harness.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);

            assertThat(ClientHarness.failureOf(pending))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("link was lost");
        }
    }

    @Test
    void keepsTheLimitsAtTheServer() {
        try (ClientHarness harness = ClientHarness.ready()) {
            List<CompletableFuture<Reply>> replies = IntStream.range(0, 200)
                    .mapToObj(i -> harness.request(ClientHarness.VERSION))
                    .toList();

            replies.forEach(CompletableFuture::join);

            assertThat(harness.simulator.journal().maxRequestsInAnySecond(SimulatorEnvironment.DEMO))
                    .isEqualTo(50);
        }
    }

    @Test
    void readsOneByteFragmentsAndMergedFrames() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder quotes = harness.subscribe(Set.of("spot"), "EURUSD", "GBPUSD", "USDJPY");
            harness.simulator.fragmentOutput(true);
            harness.request(reconcile()).join();
            int seen = quotes.events().size();
            await().until(() -> quotes.events().size() > seen + 5);

            harness.simulator.fragmentOutput(false);
            harness.simulator.mergeOutput(true);
            harness.request(reconcile()).join();
            int seenMerged = quotes.events().size();
            await().until(() -> quotes.events().size() > seenMerged + 5);

            assertThat(harness.client.snapshot().generation()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 15_000_001, Integer.MAX_VALUE})
    void closesTheLinkOnALengthThatCannotBeAndComesBack(int length) {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder recorder = harness.subscribe(Set.of("connection"));

            harness.simulator.sendRaw(
                    SimulatorEnvironment.DEMO,
                    ByteBuffer.allocate(8).putInt(length).array());

            await().until(() -> harness.client.snapshot().generation() == 2);
            harness.awaitState(ConnectionState.READY);
            await().until(() -> recorder.events().stream()
                            .filter(event -> ((ConnectionEvent) event.body()).state() == ConnectionState.READY)
                            .count()
                    == 2);
            assertThat(recorder.events())
                    .extracting(event -> (ConnectionEvent) event.body())
                    .filteredOn(event -> event.state() == ConnectionState.BACKOFF)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
                        // In a WebSocket the same bytes are a frame that breaks its rules.
                        if (ClientHarness.transport == Transport.TCP) {
                            assertThat(event.description())
                                    .contains(Integer.toUnsignedString(length), "maxFrameLength", "15000000");
                        }
                    });
        }
    }

    @Test
    void tellsOfAnUnknownSymbolOnceAndDeliversTheOthers() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder quotes = harness.subscribe(Set.of("spot"), "NOPE", "EURUSD");

            await().until(() -> !quotes.events().isEmpty() && !quotes.problems().isEmpty());
            harness.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            await().until(() -> harness.client.snapshot().generation() == 2);
            harness.awaitState(ConnectionState.READY);
            harness.request(reconcile()).join();

            assertThat(quotes.problems())
                    .singleElement()
                    .isInstanceOf(InvalidRequestException.class)
                    .satisfies(problem -> assertThat(problem).hasMessageContaining("NOPE"));
        }
    }

    @Test
    void tellsAConsumerThatComesLateWhereTheConnectionStands() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder recorder = harness.subscribe(Set.of("connection"));

            await().until(() -> !recorder.events().isEmpty());
            assertThat(((ConnectionEvent) recorder.events().get(0).body()).state())
                    .isEqualTo(ConnectionState.READY);
        }
    }

    @Test
    void authorisesAnAccountAgainWhenTheServerEndsItsSession() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder quotes = harness.subscribe(Set.of("spot"), "EURUSD");
            await().until(() -> !quotes.events().isEmpty());

            harness.simulator.send(
                    SimulatorEnvironment.DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(ClientHarness.ACCOUNT)
                            .build());

            await().until(() -> harness.received(ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ_VALUE) == 2);
            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE))
                    .isEqualTo(2);
            assertThat(harness.request(reconcile()).join().payloadType())
                    .isEqualTo(ProtoOAPayloadType.PROTO_OA_RECONCILE_RES_VALUE);
            assertThat(quotes.problems()).isEmpty();
            assertThat(harness.client.snapshot().generation()).isEqualTo(1);
        }
    }

    @Test
    void connectsAnewWhenTheServerCancelsTheSession() {
        try (ClientHarness harness = ClientHarness.ready()) {
            harness.simulator.send(
                    SimulatorEnvironment.DEMO,
                    ProtoOAClientDisconnectEvent.newBuilder()
                            .setReason("blocked for a moment")
                            .build());

            await().until(() -> harness.client.snapshot().generation() == 2);
            harness.awaitState(ConnectionState.READY);
            assertThat(harness.client.snapshot().lastFailure()).contains("SESSION_CANCELLED", "blocked for a moment");
        }
    }

    @Test
    void passesAnUnknownPayloadTypeOn() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder recorder = harness.subscribe(Set.of());
            byte[] frame = ClientHarness.transport == Transport.TCP
                    ? new byte[] {0, 0, 0, 5, 0x08, (byte) 0x8f, 0x4e, 0x12, 0}
                    : new byte[] {(byte) 0x82, 5, 0x08, (byte) 0x8f, 0x4e, 0x12, 0};

            harness.simulator.sendRaw(SimulatorEnvironment.DEMO, frame);

            await().until(() -> !recorder.events("ProtoMessage").isEmpty());
            assertThat(recorder.events("ProtoMessage").get(0).payloadType()).isEqualTo(9999);
            assertThat(harness.request(reconcile()).join().payloadType())
                    .isEqualTo(ProtoOAPayloadType.PROTO_OA_RECONCILE_RES_VALUE);
            assertThat(harness.client.snapshot().generation()).isEqualTo(1);
        }
    }

    /** An execution event of account 1001 whose executionType, a required field, has the value 99. */
    @Test
    void passesAnExecutionTypeOfTheFutureOn() {
        try (ClientHarness harness = ClientHarness.ready()) {
            Recorder recorder = harness.subscribe(Set.of());

            harness.simulator.send(
                    SimulatorEnvironment.DEMO,
                    ProtoOAExecutionEvent.newBuilder()
                            .setCtidTraderAccountId(ClientHarness.ACCOUNT)
                            .setUnknownFields(UnknownFieldSet.newBuilder()
                                    .addField(
                                            ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER,
                                            UnknownFieldSet.Field.newBuilder()
                                                    .addVarint(99)
                                                    .build())
                                    .build())
                            .buildPartial());

            await().until(() -> !recorder.events("ExecutionEvent").isEmpty());
            assertThat(recorder.events("ExecutionEvent").get(0).message())
                    .isInstanceOfSatisfying(ProtoOAExecutionEvent.class, event -> {
                        assertThat(event.isInitialized()).isFalse();
                        assertThat(event.hasExecutionType()).isFalse();
                        assertThat(event.getUnknownFields()
                                        .getField(ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER)
                                        .getVarintList())
                                .containsExactly(99L);
                    });
            assertThat(harness.client.snapshot().generation()).isEqualTo(1);
        }
    }

    @Test
    void closesWithRequestsInFlight() {
        ClientHarness harness = ClientHarness.ready();
        List<CompletableFuture<Reply>> replies;
        try (harness) {
            replies = IntStream.range(0, 120)
                    .mapToObj(i -> harness.request(ClientHarness.VERSION))
                    .toList();
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply).isDone());
        assertThat(replies.stream().filter(CompletableFuture::isCompletedExceptionally))
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(ClientHarness.failureOf(reply)).isInstanceOf(NotSentException.class));
        assertThat(harness.client.snapshot().state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ctrader-demo"));
        assertThat(ClientHarness.failureOf(harness.client.request(ClientHarness.VERSION, Duration.ofSeconds(5))))
                .isInstanceOf(NotSentException.class);
    }

    private static ProtoOAReconcileReq reconcile() {
        return ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(ClientHarness.ACCOUNT)
                .build();
    }
}
