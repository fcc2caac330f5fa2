package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.ProxySettings;
import io.github.camelctrader.client.ProxyType;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.connection.TestProxy.Manner;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.NettyLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links through a proxy, and proxies that make none: each says why in its own way. */
class ProxyTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();

    private final ExecutorService lookUps = Executors.newCachedThreadPool();
    private final NettyLoop loop = new NettyLoop("proxy-test");
    private final UserProbe user = new UserProbe();
    private @Nullable TestProxy proxy;
    private @Nullable TestServer server;
    private @Nullable Connection connection;

    @AfterEach
    void end() throws IOException {
        Connection opened = Objects.requireNonNull(connection);
        loop.execute(opened::close);
        opened.closed().join();
        lookUps.shutdownNow();
        proxy().close();
        if (server != null) {
            server.close();
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(ProxyType.values())
                .flatMap(type -> Stream.of(Transport.values())
                        .flatMap(transport -> Stream.of(
                                arguments(type, transport, Manner.OBLIGING, null),
                                arguments(type, transport, Manner.OBLIGING, TestProxy.LOGIN),
                                arguments(type, transport, Manner.GUARDED, TestProxy.LOGIN))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("ways")
    void theServerIsReachedByItsNameWhichTheProxyLooksUp(
            ProxyType type, Transport transport, Manner manner, @Nullable String login) throws Exception {
        open(type, manner, login, transport, Duration.ofSeconds(30), "server.example");

        await().until(() -> state() == ConnectionState.READY);
        assertThat(proxy().asked.take()).isEqualTo("server.example:" + server().port());
    }

    @ParameterizedTest
    @EnumSource(ProxyType.class)
    void aProxyThatCutsIsALinkLikeAnyOther(ProxyType type) throws Exception {
        open(type, Manner.OBLIGING, null, Transport.TCP, Duration.ofSeconds(30), "server.example");
        await().until(() -> state() == ConnectionState.READY);

        proxy().cut();

        assertThat(user.awaitFailure().reason()).isIn(DisconnectReason.CLOSED_BY_SERVER, DisconnectReason.LINK_FAILED);
        await().until(() -> state() == ConnectionState.READY);
    }

    @ParameterizedTest
    @EnumSource(ProxyType.class)
    void theNameOfTheServerIsCheckedThroughTheProxy(ProxyType type) throws Exception {
        open(type, Manner.OBLIGING, null, Transport.TCP, Duration.ofSeconds(30), "other.example");

        assertThat(user.awaitFailure().reason()).isEqualTo(DisconnectReason.UNTRUSTED_CERTIFICATE);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(ProxyType.values())
                .flatMap(type -> Stream.of(
                        arguments(type, Manner.REFUSING, null, DisconnectReason.PROXY_REFUSED, "made no connection to"),
                        arguments(type, Manner.GUARDED, null, DisconnectReason.PROXY_LOGIN_REFUSED, "wants a login"),
                        arguments(
                                type,
                                Manner.GUARDED,
                                "stranger",
                                DisconnectReason.PROXY_LOGIN_REFUSED,
                                "refused the login: check"),
                        arguments(type, Manner.ABRUPT, null, DisconnectReason.PROXY_FAILED, "broke off"),
                        arguments(
                                type,
                                Manner.BABBLING,
                                null,
                                type == ProxyType.HTTP
                                        ? DisconnectReason.PROXY_FAILED
                                        : DisconnectReason.PROXY_LOGIN_REFUSED,
                                "does not speak"),
                        arguments(
                                type, Manner.SILENT, null, DisconnectReason.PROXY_TIMEOUT, "an answer of the proxy")));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("refusals")
    void aProxyThatMakesNoConnectionSaysWhy(
            ProxyType type, Manner manner, @Nullable String login, DisconnectReason reason, String words)
            throws Exception {
        Duration timeout = manner == Manner.SILENT ? Duration.ofMillis(700) : Duration.ofSeconds(30);
        open(type, manner, login, Transport.TCP, timeout, "server.example");

        ConnectionEvent lost = user.awaitFailure();
        assertThat(lost.reason()).isEqualTo(reason);
        assertThat(lost.description()).contains(words).doesNotContain("stranger");
        assertThat(lost.state())
                .as("a login is not tried on and on, which locks people out")
                .isEqualTo(
                        reason == DisconnectReason.PROXY_LOGIN_REFUSED
                                ? ConnectionState.SUSPENDED
                                : ConnectionState.BACKOFF);
    }

    private void open(
            ProxyType type, Manner manner, @Nullable String login, Transport transport, Duration timeout, String host) {
        server = transport == Transport.TCP
                ? TestServer.overTcp(AUTHORITY.server("server.example"))
                : TestServer.overWebSocket(AUTHORITY.server("server.example"));
        proxy = new TestProxy(type, manner);
        ProxySettings settings = proxy.settings(login);
        Connection opened = new Connection(
                ConnectionSettings.builder(Environment.DEMO, "id", "secret")
                        .address(host, server.port())
                        .proxy(settings)
                        .transport(transport)
                        .sslContext(AUTHORITY.trusted())
                        .connectTimeout(timeout)
                        .reconnectDelay(Duration.ofMillis(10), Duration.ofMillis(10))
                        .build(),
                loop,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), new SplittableRandom(1)),
                lookUps,
                user);
        connection = opened;
        user.connection = opened;
        loop.execute(opened::acquire);
    }

    private ConnectionState state() {
        return Objects.requireNonNull(connection).snapshot().state();
    }

    private TestProxy proxy() {
        return Objects.requireNonNull(proxy);
    }

    private TestServer server() {
        return Objects.requireNonNull(server);
    }
}
