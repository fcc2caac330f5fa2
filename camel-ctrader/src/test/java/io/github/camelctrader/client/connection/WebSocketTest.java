package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.wire.Envelopes;
import io.github.camelctrader.client.wire.InboundMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link over a WebSocket, against a server that says what the test wants. */
class WebSocketTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final int MAX_FRAME_LENGTH = 1024;

    private final ExecutorService lookUps = Executors.newCachedThreadPool();
    private final NettyLoop loop = new NettyLoop("websocket-test");
    private final LinkProbe probe = new LinkProbe();
    private @Nullable TestServer server;
    private Connector.@Nullable Attempt attempt;

    @AfterEach
    void end() {
        if (attempt != null) {
            loop.execute(attempt::cancel);
        }
        loop.close().join();
        lookUps.shutdownNow();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void asksForTheRootPathOfTheHostAndIsUpOnceAnswered() throws Exception {
        connect(accepting());

        assertThat(server().next()).isEqualTo("GET / localhost:" + server().port());
        probe.awaitUp();
        assertThat(probe.stages).containsExactly(ConnectStage.TLS, ConnectStage.WEBSOCKET);
    }

    @Test
    void eachMessageIsOneBareBinaryMessageBothWays() throws Exception {
        Channel client = upgraded();

        loop.execute(() -> {
            Link link = probe.link();
            link.write(Envelopes.HEARTBEAT);
            link.write(Envelopes.HEARTBEAT);
            link.flush();
        });
        assertThat(server().next()).isEqualTo("binary 0833");
        assertThat(server().next()).isEqualTo("binary 0833");

        client.write(binary("0833"));
        client.writeAndFlush(binary("08348201"));
        await().until(() -> probe.received.size() == 2 || !probe.failures.isEmpty());
        assertThat(probe.received)
                .extracting(InboundMessage::payloadType)
                .first()
                .isEqualTo(51);
    }

    @Test
    void fragmentsMakeOneMessageWithPingsBetweenThem() throws Exception {
        Channel client = upgraded();

        client.write(new BinaryWebSocketFrame(false, 0, bytes("088f")));
        client.write(new PingWebSocketFrame(bytes("6162")));
        client.write(new ContinuationWebSocketFrame(false, 0, bytes("4e12")));
        client.writeAndFlush(new ContinuationWebSocketFrame(true, 0, bytes("00")));

        await().until(() -> !probe.received.isEmpty());
        assertThat(probe.received)
                .singleElement()
                .satisfies(message -> assertThat(message.payloadType()).isEqualTo(9999));
        assertThat(server().next()).isEqualTo("pong 6162");
    }

    @Test
    void aPongThatNobodyAskedForIsNoNews() throws Exception {
        Channel client = upgraded();

        client.write(new PongWebSocketFrame(bytes("61")));
        client.writeAndFlush(binary("0833"));

        await().until(() -> !probe.received.isEmpty());
        assertThat(probe.failures).isEmpty();
    }

    @Test
    void aLongMessageInOneFrameOrInManyIsAProtocolError() throws Exception {
        upgraded().writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[MAX_FRAME_LENGTH + 1])));
        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        assertThat(probe.awaitFailure().description()).contains("1024");
    }

    @Test
    void fragmentsThatTogetherAreTooLongAreAProtocolError() throws Exception {
        Channel client = upgraded();
        client.write(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[MAX_FRAME_LENGTH])));
        client.writeAndFlush(new ContinuationWebSocketFrame(true, 0, bytes("00")));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
    }

    @Test
    void aTextMessageIsAProtocolError() throws Exception {
        upgraded().writeAndFlush(new TextWebSocketFrame("{\"payloadType\":51}"));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        assertThat(probe.awaitFailure().description()).contains("TextWebSocketFrame", "only binary");
    }

    @Test
    void aMessageThatIsNoEnvelopeIsAProtocolError() throws Exception {
        upgraded().writeAndFlush(binary("ffff"));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
    }

    @Test
    void theServersGoodbyeIsToldInItsWordsAndAnswered() throws Exception {
        upgraded().writeAndFlush(new CloseWebSocketFrame(1012, "restart at ten"));

        DisconnectCause failure = probe.awaitFailure();
        assertThat(failure.reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
        assertThat(failure.description()).endsWith("closed the WebSocket with status 1012: restart at ten");
        assertThat(server().next()).isEqualTo("close 1012");
    }

    @Test
    void aGoodbyeWithoutAWordIsOneToo() throws Exception {
        upgraded().writeAndFlush(new CloseWebSocketFrame());

        assertThat(probe.awaitFailure().description()).endsWith("closed the WebSocket");
    }

    @Test
    void aLinkThatIsGivenUpTakesItsLeave() throws Exception {
        upgraded();

        loop.execute(() -> Objects.requireNonNull(attempt).cancel());

        assertThat(server().next()).isEqualTo("close 1000");
    }

    @Test
    void aRefusalNamesTheServersAnswerHoweverLongItsPageIs() throws Exception {
        connect(TestServer.answering(AUTHORITY.server("localhost"), (channel, request) -> {
            var page = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    Unpooled.wrappedBuffer(new byte[100_000]));
            page.headers().set(HttpHeaderNames.CONTENT_LENGTH, 100_000);
            channel.writeAndFlush(page);
        }));

        DisconnectCause failure = probe.awaitFailure();
        assertThat(failure.reason()).isEqualTo(DisconnectReason.WEBSOCKET_REFUSED);
        assertThat(failure.description()).endsWith("asked for a WebSocket and answered 503 Service Unavailable");
        assertThat(failure.suspendFor()).isNull();
        assertThat(probe.isUp()).isFalse();
    }

    @Test
    void aServerThatAgreesWithoutTheRightKeyIsRefused() throws Exception {
        connect(TestServer.answering(AUTHORITY.server("localhost"), (channel, request) -> {
            var answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
            answer.headers()
                    .set(HttpHeaderNames.UPGRADE, "websocket")
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, "bm90IHRoZSBrZXk=");
            channel.writeAndFlush(answer);
        }));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.WEBSOCKET_REFUSED);
        assertThat(probe.isUp()).isFalse();
    }

    @Test
    void aServerThatSpeaksSomethingElseIsRefused() throws Exception {
        connect(TestServer.answering(
                AUTHORITY.server("localhost"),
                (channel, request) -> channel.pipeline()
                        .context(HttpServerCodec.class)
                        .writeAndFlush(bytes("0000000208330d0a0d0a"))));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.WEBSOCKET_REFUSED);
    }

    @Test
    void aServerThatLeavesDuringTheUpgradeClosedTheConnection() throws Exception {
        connect(TestServer.answering(AUTHORITY.server("localhost"), (channel, request) -> channel.close()));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
    }

    @Test
    void sendsNothingToAServerThatIsNotTrusted() throws Exception {
        connect(TestServer.overWebSocket(new TestAuthority().server("localhost")));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.UNTRUSTED_CERTIFICATE);
        assertThat(server().received).isEmpty();
    }

    @Test
    void sendsNothingToAServerWithAnotherName() throws Exception {
        connect(TestServer.overWebSocket(AUTHORITY.server("other.example")));

        assertThat(probe.awaitFailure().reason()).isEqualTo(DisconnectReason.UNTRUSTED_CERTIFICATE);
        assertThat(server().received).isEmpty();
    }

    private static TestServer accepting() {
        return TestServer.overWebSocket(AUTHORITY.server("localhost"));
    }

    /** The server's side of a link that is up. */
    private Channel upgraded() throws InterruptedException {
        connect(accepting());
        Channel client = server().client();
        probe.awaitUp();
        assertThat(server().next()).startsWith("GET /");
        return client;
    }

    private void connect(TestServer started) {
        server = started;
        ConnectionSettings settings = ConnectionSettings.builder(Environment.DEMO, "id", "hush-link-test")
                .address("localhost", started.port())
                .transport(Transport.WEBSOCKET)
                .sslContext(AUTHORITY.trusted())
                .connectTimeout(Duration.ofSeconds(20))
                .maxFrameLength(MAX_FRAME_LENGTH)
                .build();
        Connector connector = new Connector(settings, loop, lookUps);
        loop.execute(() -> attempt = connector.connect(probe));
    }

    private TestServer server() {
        return Objects.requireNonNull(server);
    }

    private static BinaryWebSocketFrame binary(String hex) {
        return new BinaryWebSocketFrame(bytes(hex));
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
