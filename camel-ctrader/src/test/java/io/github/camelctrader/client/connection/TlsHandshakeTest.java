package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Retryability;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes between two channels in memory: what the user is told when the server cannot be trusted. */
class TlsHandshakeTest {
    private static final String HOST = "demo.example";
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String ADDRESS = "demo.example:5035";
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final TestAuthority STRANGER = new TestAuthority();
    private static final Duration DAY = Duration.ofDays(1);

    private final RecordingListener listener = new RecordingListener();
    private final EmbeddedChannel client =
            new EmbeddedChannel(clientHandler(), new LinkHandler(listener, ADDRESS, PAUSE));

    @AfterEach
    void release() {
        client.finishAndReleaseAll();
    }

    @Test
    void aTrustedServerOfTheRightNameIsUp() {
        handshakeWith(AUTHORITY.server("other.example", HOST));

        assertThat(listener.calls).contains("up").doesNotContain("lost");
    }

    static List<Arguments> untrusted() {
        return List.of(
                Arguments.of("unknown authority", STRANGER.server(HOST), "add its issuer to the trust store"),
                Arguments.of(
                        "other names", AUTHORITY.server("live.example", "x.demo.example"), "set host to a name in"),
                Arguments.of("no names", AUTHORITY.server(), "set host to a name in the certificate"),
                Arguments.of(
                        "expired",
                        AUTHORITY.server(DAY.multipliedBy(-3), DAY.multipliedBy(-2), HOST),
                        "renewed by the server's operator"),
                Arguments.of(
                        "not valid yet",
                        AUTHORITY.server(DAY.multipliedBy(2), DAY.multipliedBy(3), HOST),
                        "check the clock of this machine"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrusted")
    void anUntrustedServerIsNeverUpAndTheUserIsToldTheCure(String name, SSLContext server, String cure) {
        handshakeWith(server);

        assertThat(listener.calls).as(name).doesNotContain("up").contains("lost");
        DisconnectCause failure = listener.failures.get(0);
        assertThat(failure.reason()).isEqualTo(DisconnectReason.UNTRUSTED_CERTIFICATE);
        assertThat(failure.description())
                .startsWith("The certificate of " + ADDRESS + " was refused, nothing was sent; ")
                .contains(cure);
        assertThat(failure.suspendFor()).isEqualTo(PAUSE);
    }

    @Test
    void everyWaitingRequestIsToldWithAnExceptionOfItsOwn() {
        handshakeWith(STRANGER.server(HOST));

        Supplier<?> answer = Objects.requireNonNull(listener.failures.get(0).answer());
        assertThat(answer.get()).isNotSameAs(answer.get()).isInstanceOfSatisfying(NotSentException.class, told -> {
            assertThat(told.getRetryability()).isEqualTo(Retryability.SAFE);
            assertThat(told).hasMessage(listener.failures.get(0).description());
        });
    }

    @Test
    void aServerThatSpeaksNoTlsIsABrokenHandshake() {
        client.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", StandardCharsets.US_ASCII));

        assertBroken(DisconnectReason.TLS_FAILED, "TLS handshake with " + ADDRESS + " failed");
    }

    @Test
    void aServerThatRefusesTheHandshakeIsABrokenHandshake() {
        client.writeInbound(Unpooled.wrappedBuffer(new byte[] {21, 3, 3, 0, 2, 2, 40}));

        assertBroken(DisconnectReason.TLS_FAILED, "handshake_failure");
    }

    @Test
    void aServerThatClosesDuringTheHandshakeIsToldApart() {
        client.close();

        assertBroken(DisconnectReason.CLOSED_BY_SERVER, ADDRESS + " closed the connection in the TLS handshake");
    }

    @Test
    void aHandshakeThatBrokeForNoNamedCauseIsBroken() {
        DisconnectCause failure = TlsFailures.explain(null, ADDRESS, PAUSE);

        assertThat(failure.reason()).isEqualTo(DisconnectReason.TLS_FAILED);
        assertThat(failure.suspendFor()).isNull();
    }

    private void assertBroken(DisconnectReason reason, String description) {
        assertThat(listener.calls).doesNotContain("up").contains("lost");
        DisconnectCause failure = listener.failures.get(0);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.description()).contains(description);
        assertThat(failure.suspendFor())
                .as("tried again with the ordinary back-off")
                .isNull();
        assertThat(failure.answer()).isNull();
    }

    private void handshakeWith(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        EmbeddedChannel server = new EmbeddedChannel(new SslHandler(engine), new Indifferent());
        boolean moved = true;
        while (moved) {
            moved = move(client, server) | move(server, client);
        }
        server.finishAndReleaseAll();
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        boolean moved = false;
        for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            if (to.isActive()) {
                to.writeInbound(bytes);
            } else {
                bytes.release();
            }
            moved = true;
        }
        return moved;
    }

    /** As the connector makes it: the host name is verified. */
    private static SslHandler clientHandler() {
        SSLEngine engine = AUTHORITY.trusted().createSSLEngine(HOST, 5035);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    /** A server that does not care how the client takes it. */
    private static final class Indifferent extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
