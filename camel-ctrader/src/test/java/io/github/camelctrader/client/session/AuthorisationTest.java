package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorisationTest {
    private static final String WRONG_SECRET = "hush-wrong-secret";

    /** A proxy may refuse without the id of the request, which nothing but the authorisation can be meant by. */
    @ParameterizedTest
    @ValueSource(strings = {"", "always on ApplicationAuthReq answer-without-id"})
    void suspendsOnABadSecretAndSaysSo(String fault) {
        CTraderSimulator simulator = CTraderSimulator.start();
        simulator.faults(fault);
        ConnectionSettings settings = ConnectionSettings.builder(
                        Environment.DEMO, SimulatorDefaults.CLIENT_ID, WRONG_SECRET)
                .address(simulator.host(), simulator.demoPort())
                .transport(ClientHarness.transport)
                .sslContext(simulator.clientSslContext())
                .build();
        ExecutorService executor = Executors.newCachedThreadPool();
        try (simulator;
                var client = NettyCTraderClient.open(settings, executor)) {
            Throwable failure = ClientHarness.failureOf(client.request(ClientHarness.VERSION, Duration.ofSeconds(20)));

            assertThat(failure)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("clientSecret")
                    .hasMessageNotContaining(WRONG_SECRET);
            AuthenticationException refused = (AuthenticationException) failure;
            assertThat(refused.getErrorCode()).isEqualTo("CH_CLIENT_AUTH_FAILURE");
            assertThat(refused.getDescription()).isNotBlank();
            assertThat(refused.getEnvironment()).isEqualTo(Environment.DEMO);
            assertThat(refused.getRetryability()).isEqualTo(Retryability.AFTER_FIX);
            assertThat(client.snapshot().state()).isEqualTo(ConnectionState.SUSPENDED);
            assertThat(simulator.acceptedConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void symbolsAreNotWaitedForWhileTheSecretIsRefusedAndAreFoundOnceItIsMended() {
        try (ClientHarness harness = new ClientHarness(
                CTraderSimulator.start(),
                settings -> settings.build().withCredentials(SimulatorDefaults.CLIENT_ID, WRONG_SECRET).toBuilder())) {
            harness.awaitState(ConnectionState.SUSPENDED);
            harness.client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            assertThat(ClientHarness.failureOf(harness.client.symbol(ClientHarness.ACCOUNT, "EURUSD")))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("clientSecret");

            assertThat(harness.client.replaceCredentials(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET))
                    .isTrue();
            assertThat(harness.client
                            .symbol(ClientHarness.ACCOUNT, "EURUSD")
                            .join()
                            .name())
                    .isEqualTo("EURUSD");
        }
    }

    @Test
    void sendsNothingToAServerThatIsNotTrusted() {
        CTraderSimulator other = CTraderSimulator.start();
        try (other;
                ClientHarness harness =
                        ClientHarness.start(settings -> settings.sslContext(other.clientSslContext()))) {
            Recorder recorder = harness.subscribe(Set.of());

            assertThat(ClientHarness.failureOf(harness.request(ClientHarness.VERSION)))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("not trusted")
                    .hasMessageContaining("sslContextParameters");

            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_APPLICATION_AUTH_REQ_VALUE))
                    .isZero();
            await().until(() -> !recorder.problems().isEmpty());
            assertThat(recorder.problems()).hasSize(1);
            assertThat(harness.client.snapshot().state()).isEqualTo(ConnectionState.SUSPENDED);
        }
    }

    @Test
    void sendsNothingToAServerWithAnotherName() {
        CTraderSimulator simulator =
                CTraderSimulator.builder().hostNames("demo.example.org").start();
        try (ClientHarness harness = new ClientHarness(simulator, UnaryOperator.identity())) {
            assertThat(ClientHarness.failureOf(harness.request(ClientHarness.VERSION)))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("set host to a name in the certificate");

            assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_APPLICATION_AUTH_REQ_VALUE))
                    .isZero();
        }
    }

    @Test
    void namesTheEnvironmentThatAnAccountBelongsTo() {
        assertThat(refusalOf(SimulatorDefaults.LIVE_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN))
                .hasMessageContaining("Account 2001 is a live account")
                .hasMessageContaining("ctrader:live");
    }

    @Test
    void namesTheAccountsThatTheTokenCovers() {
        assertThat(refusalOf(424242, SimulatorDefaults.ACCESS_TOKEN))
                .hasMessageContaining("does not cover account 424242")
                .hasMessageContaining("[1001, 1002]");
    }

    @Test
    void asksForAFreshToken() {
        assertThat(refusalOf(ClientHarness.ACCOUNT, "hush-no-such-token"))
                .hasMessageContaining("set a fresh accessToken")
                .hasMessageNotContaining("hush-no-such-token");
    }

    @Test
    void oneAccountsTroubleDoesNotStopAnother() {
        try (ClientHarness harness = ClientHarness.start()) {
            Recorder recorder = harness.subscribe(Set.of());
            harness.client.useAccount(SimulatorDefaults.LIVE_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            harness.client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);

            assertThat(harness.request(reconcile(ClientHarness.ACCOUNT)).join().payloadType())
                    .isEqualTo(ProtoOAPayloadType.PROTO_OA_RECONCILE_RES_VALUE);

            assertThat(recorder.problems()).isEmpty();
        }
    }

    @Test
    void refusesTwoTokensForOneAccount() {
        try (ClientHarness harness = ClientHarness.ready()) {
            assertThatThrownBy(() -> harness.client.useAccount(ClientHarness.ACCOUNT, "hush-another-token"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("accessToken")
                    .hasMessageContaining("1001")
                    .hasMessageNotContaining("hush-another-token");
        }
    }

    @Test
    void triesAgainWhenTheAuthorisationOfAnAccountHangs() {
        CTraderSimulator simulator = CTraderSimulator.start();
        simulator.swallow(ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE, 1);
        try (ClientHarness harness =
                new ClientHarness(simulator, settings -> settings.requestTimeout(Duration.ofMillis(300)))) {
            harness.client.useAccount(ClientHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);

            harness.request(reconcile(ClientHarness.ACCOUNT)).join();

            assertThat(harness.client.snapshot().generation()).isEqualTo(2);
        }
    }

    private static CTraderException refusalOf(long accountId, String accessToken) {
        try (ClientHarness harness = ClientHarness.start()) {
            harness.client.useAccount(accountId, accessToken);
            Throwable failure = ClientHarness.failureOf(harness.request(reconcile(accountId)));

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(harness.client.snapshot().state()).isEqualTo(ConnectionState.READY);
            CTraderException refusal = (CTraderException) failure;
            assertThat(refusal.getAccountId()).isEqualTo(accountId);
            assertThat(refusal.getEnvironment()).isEqualTo(Environment.DEMO);
            return refusal;
        }
    }

    private static ProtoOAReconcileReq reconcile(long accountId) {
        return ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
    }
}
