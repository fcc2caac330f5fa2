package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.NettyLoop;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that hang: at each stage of their making, and in both directions once they are made. */
class ConnectionTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String HEARTBEAT = "0833";
    private static final String UNKNOWN = "088f4e";
    private static final ProtoMessage LARGE = ProtoMessage.newBuilder()
            .setPayloadType(9999)
            .setPayload(ByteString.copyFrom(new byte[60_000]))
            .build();

    private final ExecutorService lookUps = Executors.newCachedThreadPool();
    private final NettyLoop loop = new NettyLoop("connection-test");
    private final UserProbe user = new UserProbe();
    private @Nullable TestServer server;
    private @Nullable Connection connection;

    @AfterEach
    void end() {
        loop.execute(connection()::close);
        connection().closed().join();
        lookUps.shutdownNow();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aNameThatIsNeverLookedUp() throws Exception {
        open(TestServer.mute(), hasty(Transport.TCP), task -> {});

        assertOverdue(DisconnectReason.CONNECT_TIMEOUT, "a TCP connection");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTlsHandshakeThatNeverEnds(Transport transport) throws Exception {
        open(TestServer.mute(), hasty(transport), lookUps);

        assertOverdue(DisconnectReason.TLS_TIMEOUT, "the end of the TLS handshake");
    }

    @Test
    void aRequestForAWebSocketThatIsNeverAnswered() throws Exception {
        open(
                TestServer.answering(AUTHORITY.server("localhost"), (channel, request) -> {}),
                hasty(Transport.WEBSOCKET),
                lookUps);

        assertOverdue(DisconnectReason.WEBSOCKET_TIMEOUT, "an answer to the request for a WebSocket");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anApplicationThatIsNeverAnswered(Transport transport) throws Exception {
        user.authorise = false;
        open(over(transport), hasty(transport), lookUps);

        assertOverdue(DisconnectReason.APPLICATION_AUTH_TIMEOUT, "an answer to the application's authorisation");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aServerThatReadsNothingMoreAlthoughItTalksAndHeartbeatsAreSent(Transport transport) throws Exception {
        open(
                over(transport),
                settings(transport).heartbeatInterval(Duration.ofMillis(100)).idleTimeout(Duration.ofMinutes(1)),
                lookUps);
        Channel client = server().client();
        awaitReady(1);
        TestServer.deafen(client);
        talk(client, transport, HEARTBEAT);

        writeTooMuch();

        ConnectionEvent lost = user.awaitFailure();
        assertThat(lost.reason()).isEqualTo(DisconnectReason.OUTBOUND_STALL);
        assertThat(lost.description()).contains("nothing could be written for 300 ms");
        awaitReady(2);
    }

    /** The first link hangs while it is closed, since its goodbye waits behind what the server does not read. */
    @Test
    void whatAnOldLinkSaysLateIsNoSignOfLifeOfTheNewOneAndReachesNobody() throws Exception {
        open(
                over(Transport.TCP),
                settings(Transport.TCP).heartbeatInterval(Duration.ofMillis(50)).idleTimeout(Duration.ofMillis(700)),
                lookUps);
        Channel first = server().client();
        talk(first, Transport.TCP, UNKNOWN);
        await().until(() -> user.heardOver.contains(1));
        TestServer.deafen(first);
        writeTooMuch();
        loop.execute(
                () -> connection().giveUp(1, DisconnectCause.of(DisconnectReason.LINK_FAILED, "said the test", null)));
        assertThat(user.awaitFailure().reason()).isEqualTo(DisconnectReason.LINK_FAILED);

        assertThat(user.awaitFailure().reason()).isEqualTo(DisconnectReason.INBOUND_SILENCE);
        assertThat(first.isActive()).as("the first link was still talking").isTrue();
        assertThat(user.heardOver).containsExactly(1);
    }

    private static TestServer over(Transport transport) {
        return transport == Transport.TCP
                ? TestServer.overTcp(AUTHORITY.server("localhost"))
                : TestServer.overWebSocket(AUTHORITY.server("localhost"));
    }

    /** The server sends a message all the time. */
    private static void talk(Channel client, Transport transport, String message) {
        byte[] bytes = ByteBufUtil.decodeHexDump(message);
        client.eventLoop()
                .scheduleAtFixedRate(
                        () -> client.writeAndFlush(
                                transport == Transport.TCP
                                        ? Unpooled.wrappedBuffer(new byte[] {0, 0, 0, (byte) bytes.length}, bytes)
                                        : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes))),
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
    }

    private static ConnectionSettings.Builder hasty(Transport transport) {
        return settings(transport).connectTimeout(Duration.ofSeconds(1));
    }

    private static ConnectionSettings.Builder settings(Transport transport) {
        return ConnectionSettings.builder(Environment.DEMO, "id", "hush-connection-test")
                .transport(transport)
                .sslContext(AUTHORITY.trusted())
                .reconnectDelay(Duration.ofMillis(10), Duration.ofMillis(10));
    }

    private void open(TestServer started, ConnectionSettings.Builder settings, Executor resolver) {
        server = started;
        Connection opened = new Connection(
                settings.address("localhost", started.port()).build(),
                loop,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), new SplittableRandom(1)),
                resolver,
                user);
        connection = opened;
        user.connection = opened;
        loop.execute(opened::acquire);
    }

    /** More than the buffers of both sockets hold, however large they grow: whenever the link takes more, it gets more. */
    private void writeTooMuch() {
        int generation = connection().snapshot().generation();
        loop.execute(() -> fill(generation));
    }

    private void fill(int generation) {
        ConnectionSnapshot present = connection().snapshot();
        if (present.state() == ConnectionState.READY && present.generation() == generation) {
            if (connection().isWritable()) {
                for (int i = 0; i < 150; i++) {
                    connection().write(LARGE);
                }
                connection().flush();
            }
            loop.schedule(Duration.ofMillis(20), () -> fill(generation));
        }
    }

    private void awaitReady(int generation) {
        await().until(() -> connection().snapshot().state() == ConnectionState.READY
                && connection().snapshot().generation() >= generation);
    }

    private void assertOverdue(DisconnectReason reason, String awaited) throws InterruptedException {
        ConnectionEvent lost = user.awaitFailure();
        assertThat(lost.reason()).isEqualTo(reason);
        assertThat(lost.description())
                .isEqualTo("there was not " + awaited + " from localhost:" + server().port() + " within 1000 ms");
        assertThat(lost.state()).isEqualTo(ConnectionState.BACKOFF);
        await().until(() -> connection().snapshot().generation() == 2);
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
    }

    private TestServer server() {
        return Objects.requireNonNull(server);
    }
}
