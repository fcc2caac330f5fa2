package io.github.camelctrader;

import static io.github.camelctrader.ClientlessCamel.twoConsumers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.sharing.ConnectionHandle;
import io.github.camelctrader.sharing.HeldConnections;
import io.github.camelctrader.sharing.SharedConnections;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connection per environment: who opens it, who closes it, and who may not use it. */
class SharedConnectionsTest {
    private final List<RecordingClient> opened = new CopyOnWriteArrayList<>();
    private final HeldConnections held = new HeldConnections();
    private final VirtualLoop clock = new VirtualLoop();
    private Duration linger = Duration.ZERO;
    private final SharedConnections connections = connections("the component of this test");

    @Test
    void opensOnceAndClosesAfterTheLastUser() {
        ConnectionHandle first = acquire(Environment.DEMO);
        ConnectionHandle second = acquire(Environment.DEMO);
        assertThat(opened).hasSize(1);
        assertThat(second.client()).isSameAs(first.client());

        first.close();
        first.close();
        assertThat(opened.get(0).closing).isFalse();

        second.close();
        assertThat(opened.get(0).closing).isTrue();
    }

    @Test
    void keepsTheEnvironmentsApart() {
        ConnectionHandle demo = acquire(Environment.DEMO);
        acquire(Environment.LIVE);

        demo.close();

        assertThat(opened).hasSize(2);
        assertThat(opened.get(0).closing).isTrue();
        assertThat(opened.get(1).closing).isFalse();
    }

    @Test
    void opensAnewOnlyWhenTheOldOneHasClosed() throws InterruptedException {
        ConnectionHandle first = acquire(Environment.DEMO);
        opened.get(0).closesAtOnce = false;
        first.close();

        assertOpensWhenTheFirstHasClosed(() -> acquire(Environment.DEMO));
    }

    @Test
    void closesEverythingAndForgetsHandlesThatAreStillOut() {
        ConnectionHandle demo = acquire(Environment.DEMO);
        acquire(Environment.LIVE);

        connections.closeAll();
        demo.close();

        assertThat(opened).allMatch(client -> client.closing);
        acquire(Environment.DEMO);
        assertThat(opened).hasSize(3);
        assertThat(opened.get(2).closing).isFalse();
    }

    @Test
    void outlivesItsLastUserForAWhile() {
        linger = Duration.ofSeconds(5);
        acquire(Environment.DEMO).close();
        clock.advance(Duration.ofMillis(4_999));
        ConnectionHandle next = acquire(Environment.DEMO);
        clock.advance(Duration.ofDays(1));
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).closing).isFalse();

        next.close();
        clock.advance(Duration.ofSeconds(5));
        assertThat(opened.get(0).closing).isTrue();
        acquire(Environment.DEMO);
        assertThat(opened).hasSize(2);
        assertThat(clock.pendingTimers()).isZero();
    }

    @Test
    void closesWhatLingersAtOnceWhenAllIsClosed() {
        linger = Duration.ofSeconds(5);
        acquire(Environment.DEMO).close();

        connections.closeAll();

        assertThat(opened.get(0).closing).isTrue();
        assertThat(clock.pendingTimers()).isZero();
    }

    @Test
    void givesWayToOtherSettingsWhileItLingersAndNeverTwoAtOnce() throws InterruptedException {
        linger = Duration.ofSeconds(5);
        acquire(Environment.DEMO).close();
        opened.get(0).closesAtOnce = false;

        assertOpensWhenTheFirstHasClosed(() -> connections.acquire(
                settings(Environment.DEMO).toBuilder().maxFrameLength(2000).build(), Runnable::run, client -> {}));
    }

    private void assertOpensWhenTheFirstHasClosed(Runnable acquire) throws InterruptedException {
        Thread next = new Thread(acquire);
        next.start();
        await().until(() -> next.getState() == Thread.State.TIMED_WAITING || !next.isAlive());
        assertThat(opened.get(0).closing).isTrue();
        assertThat(opened).hasSize(1);
        opened.get(0).closed.complete(null);

        next.join();
        assertThat(opened).hasSize(2);
    }

    @Test
    void whatAUserThatIsGoneLeftOnItIsInNobodysWay() {
        linger = Duration.ofSeconds(5);
        useAccount("old").close();
        try (ConnectionHandle next = useAccount("new")) {
            assertThat(opened).hasSize(2);
            assertThat(opened.get(0).closing).isTrue();
            assertThat(opened.get(1).accounts).containsEntry(17L, "new");
            assertThat(next.client()).isSameAs(opened.get(1));

            assertThatThrownBy(() -> useAccount("another")).isInstanceOf(InvalidRequestException.class);
            assertThat(opened).hasSize(2);
            assertThat(opened.get(1).closing).isFalse();
        }
    }

    @Test
    void aRefusedUserTakesNoShare() {
        ConnectionHandle first = useAccount("token");
        assertThatThrownBy(() -> useAccount("another")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> connections.acquire(settings(Environment.DEMO), Runnable::run, client -> {
                    throw new IllegalStateException("The store is broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        first.close();
        assertThat(opened.get(0).closing).isTrue();
    }

    @Test
    void anotherComponentIsRefusedUntilTheFirstOneHasClosed() {
        SharedConnections other = connections("the other component");
        ConnectionHandle first = acquire(Environment.DEMO);

        assertThatThrownBy(() -> other.acquire(settings(Environment.DEMO), Runnable::run, client -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("environment = demo: an application has one connection to a server in a process:")
                .hasMessageContaining("the component of this test has the one")
                .hasMessageContaining("the other component cannot have another");
        assertThat(opened).hasSize(1);

        linger = Duration.ofSeconds(5);
        first.close();
        other.acquire(settings(Environment.DEMO), Runnable::run, client -> {});
        assertThat(opened.get(0).closing).isTrue();
        assertThat(opened).hasSize(2);
    }

    @Test
    void anotherApplicationServerOrEnvironmentIsNobodyElsesBusiness() {
        SharedConnections other = connections("the other component");
        acquire(Environment.DEMO);

        other.acquire(
                        ConnectionSettings.builder(Environment.DEMO, "other", "secret")
                                .build(),
                        Runnable::run,
                        c -> {})
                .close();
        other.acquire(
                        settings(Environment.DEMO).toBuilder()
                                .address("other", 5035)
                                .build(),
                        Runnable::run,
                        c -> {})
                .close();
        other.acquire(
                        settings(Environment.DEMO).toBuilder()
                                .address(Environment.DEMO.officialHost(), 5036)
                                .build(),
                        Runnable::run,
                        c -> {})
                .close();
        other.acquire(settings(Environment.LIVE), Runnable::run, c -> {}).close();
        assertThat(opened).hasSize(5);
        assertThatThrownBy(() -> other.acquire(
                        settings(Environment.DEMO).toBuilder()
                                .address("DEMO.ctraderapi.com", 5035)
                                .build(),
                        Runnable::run,
                        c -> {}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void credentialsThatTookTheirPlaceBelongToTheConnectionToo() {
        SharedConnections other = connections("the other component");
        acquire(Environment.DEMO);
        opened.get(0).credentialsRefused = true;
        ConnectionSettings mended = settings(Environment.DEMO).withCredentials("new", "secret");
        connections.acquire(mended, Runnable::run, client -> {});
        assertThat(opened).hasSize(1);

        assertThatThrownBy(() -> other.acquire(mended, Runnable::run, client -> {}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void refusesATimeThatIsNone() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setConnectionLinger(Duration.ofSeconds(-1));
            assertThat(ClientlessCamel.root(
                            catchThrowable(() -> camel.start(twoConsumers("ctrader:demo", "ctrader:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("connectionLinger = PT-1S: must not be negative");
        }
    }

    @Test
    void aComponentOfAnotherNameInTheSameContextIsAnotherOne() throws Exception {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            CTraderComponent second = new CTraderComponent();
            second.setConfiguration(camel.component.getConfiguration().copy());
            camel.context.addComponent("second", second);

            assertThat(ClientlessCamel.root(
                            catchThrowable(() -> camel.start(twoConsumers("ctrader:demo", "second:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("the component ctrader of")
                    .hasMessageContaining("the component second of");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host=other                     | host = other here but demo.ctraderapi.com there",
                "port=5036                      | port = 5036 here but 5035 there",
                "transport=websocket            | transport = websocket here but tcp there",
                "limitMargin=2s                 | limitMargin = PT2S here but PT30S there",
                "clientId=any-other             | clientId differs (values not shown)",
                "clientSecret=any-other         | clientSecret differs (values not shown)",
                "connectTimeout=11s             | connectTimeout = PT11S here but PT10S there",
                "heartbeatInterval=9s           | heartbeatInterval = PT9S here but PT10S there",
                "idleTimeout=61s                | idleTimeout = PT1M1S here but PT1M there",
                "reconnectDelay=1s              | reconnectDelay = PT1S here but PT0.5S there",
                "reconnectMaxDelay=31s          | reconnectMaxDelay = PT31S here but PT30S there",
                "requestsPerSecond=49           | requestsPerSecond = 49 here but 50 there",
                "historicalRequestsPerSecond=4  | historicalRequestsPerSecond = 4 here but 5 there",
                "orderJournalRetention=1h       | orderJournalRetention = PT1H here but PT168H there",
                "maxFrameLength=2000            | maxFrameLength = 2000 here but 15000000 there",
                "sslContextParameters=#other    | sslContextParameters differs (values not shown)"
            })
    void refusesAnEndpointThatContradictsAnother(String option, String message) {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            // Of two the component takes none by itself.
            camel.context.getRegistry().bind("other", new FixedTls());
            camel.context.getRegistry().bind("another", new FixedTls());
            Throwable thrown =
                    catchThrowable(() -> camel.start(twoConsumers("ctrader:demo", "ctrader:demo?" + option)));
            assertThat(ClientlessCamel.root(thrown))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("environment = demo: all endpoints of an environment share one connection")
                    .hasMessageContaining(message);
            assertThat(thrown.toString()).doesNotContain("any-other");
            assertThat(camel.clients).hasSize(1);
            await().until(() -> camel.client().closing);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ctrader:demo, ctrader:DEMO?eventTypes=Spot",
        "ctrader:demo?requestTimeout=1s, ctrader:demo",
        "ctrader:demo?accountId=1, ctrader:demo?accountId=2&symbols=EURUSD",
        "ctrader:demo?sslContextParameters=#tls, ctrader:demo?sslContextParameters=#tls&queueSize=5"
    })
    void sharesWhatDoesNotContradict(String one, String other) throws Exception {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.context.getRegistry().bind("tls", new FixedTls());
            // What the connection asks by itself is bounded by the component's timeout, whoever opens it.
            camel.component.getConfiguration().setRequestTimeout(Duration.ofSeconds(9));
            camel.start(twoConsumers(one, other));
            assertThat(camel.client().subscriptions).hasSize(2);
            assertThat(camel.client().settings().requestTimeout()).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void takesTheParametersOfTheContextWhenToldTo() throws Exception {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            FixedTls global = new FixedTls();
            camel.context.setSSLContextParameters(global);
            camel.component.setUseGlobalSslContextParameters(true);
            camel.start(twoConsumers("ctrader:demo", "ctrader:live"));
            assertThat(global.made).isNotNull();
            assertThat(camel.clients)
                    .extracting(client -> client.settings().sslContext())
                    .containsOnly(global.made);
        }
    }

    @Test
    void givesItsShareBackWhenItsAccountIsRefused() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(twoConsumers(
                            "ctrader:demo?accountId=1", "ctrader:demo?accountId=1&accessToken=any-other")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("account is in use with another token");
            assertThat(camel.clients).hasSize(1);
            assertThat(camel.client().subscriptions).hasSize(1);
            await().until(() -> camel.client().closing);
        }
    }

    private SharedConnections connections(String owner) {
        return new SharedConnections(
                held,
                (settings, executor) -> {
                    RecordingClient client = new RecordingClient(settings);
                    opened.add(client);
                    return client;
                },
                () -> owner,
                () -> linger,
                clock::schedule);
    }

    private ConnectionHandle useAccount(String token) {
        return connections.acquire(
                settings(Environment.DEMO), Runnable::run, client -> client.useAccount(17, AccountTokens.of(token)));
    }

    private ConnectionHandle acquire(Environment environment) {
        return connections.acquire(settings(environment), Runnable::run, client -> {});
    }

    private static ConnectionSettings settings(Environment environment) {
        return ConnectionSettings.builder(environment, "id", "secret").build();
    }

    /** Parameters that give a new context each time, as real ones do. */
    private static final class FixedTls extends SSLContextParameters {
        private @Nullable SSLContext made;

        @Override
        public SSLContext createSSLContext(CamelContext camelContext) {
            try {
                made = SSLContext.getInstance("TLS");
                return made;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
