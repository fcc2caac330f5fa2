package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.NettyLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name of a server and the addresses behind it. */
class AddressesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();

    private final ExecutorService lookUps = Executors.newCachedThreadPool();
    private final NettyLoop loop = new NettyLoop("addresses-test");
    private final TestServer server = TestServer.overTcp(AUTHORITY.server("server.example"));
    private final LinkProbe probe = new LinkProbe();
    private Connector.@Nullable Attempt attempt;

    @AfterEach
    void end() {
        loop.execute(() -> {
            if (attempt != null) {
                attempt.cancel();
            }
        });
        loop.close().join();
        lookUps.shutdownNow();
        server.close();
    }

    @Test
    void everyAddressOfANameIsTriedAnIpv6OneTooAndTheFirstThatAnswersIsTaken() throws Exception {
        // Nobody listens at the first two, whether or not this machine has them.
        InetAddress[] addresses = {
            InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")
        };

        connect("server.example", host -> addresses);

        probe.awaitUp();
        assertThat(probe.failures).isEmpty();
    }

    @Test
    void aNameIsLookedUpAnewForEachAttempt() {
        AtomicInteger lookUpsDone = new AtomicInteger();
        Connector connector = connector("server.example", host -> {
            lookUpsDone.incrementAndGet();
            throw new UnknownHostException(host);
        });

        connector.connect(probe);
        await().until(() -> lookUpsDone.get() == 1);
        connector.connect(probe);
        await().until(() -> lookUpsDone.get() == 2);
    }

    @Test
    void aNameThatNobodyKnowsSaysSo() {
        connect("nowhere.example", host -> {
            throw new UnknownHostException(host);
        });

        DisconnectCause failure = probe.awaitFailure();
        assertThat(failure.reason()).isEqualTo(DisconnectReason.UNKNOWN_HOST);
        assertThat(failure.description()).isEqualTo("the host name nowhere.example is not known");
    }

    @Test
    void anIpv6AddressIsWrittenInBrackets() {
        assertThat(settings("fe80::1").address()).isEqualTo("[fe80::1]:" + server.port());
    }

    private void connect(String host, Connector.NameService names) {
        Connector connector = connector(host, names);
        loop.execute(() -> attempt = connector.connect(probe));
    }

    private Connector connector(String host, Connector.NameService names) {
        return new Connector(settings(host), loop, lookUps, names);
    }

    private ConnectionSettings settings(String host) {
        return ConnectionSettings.builder(Environment.DEMO, "id", "secret")
                .address(host, server.port())
                .sslContext(AUTHORITY.trusted())
                .build();
    }
}
