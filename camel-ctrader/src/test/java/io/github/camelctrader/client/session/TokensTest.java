package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatedTokens;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that end, over real connections to demo and live. */
class TokensTest {
    private static final int REFRESH = ProtoOAPayloadType.PROTO_OA_REFRESH_TOKEN_REQ_VALUE;
    private static final int ACCOUNT_AUTH = ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE;
    private static final int LOGOUT = ProtoOAPayloadType.PROTO_OA_ACCOUNT_LOGOUT_REQ_VALUE;
    private static final SimulatorEnvironment ON_DEMO = SimulatorEnvironment.DEMO;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExpiredTokenIsRefreshedForAllConnectionsAndAccounts(boolean eventsFirst) {
        CTraderSimulator simulator = CTraderSimulator.builder()
                .tokenEventsBeforeRefreshAnswer(eventsFirst)
                .start();
        FileTokenStore store = FileTokenStore.open(directory.resolve("tokens"));
        try (TokenHarness harness = new TokenHarness(simulator, store)) {
            Recorder demo =
                    harness.listen(harness.demo, Set.of("tokenrefreshed", "spot"), Set.of(TokenHarness.DEMO), "EURUSD");
            Recorder live = harness.listen(harness.live, Set.of("tokenrefreshed"), Set.of());
            harness.live.useAccount(TokenHarness.LIVE, harness.tokens);
            harness.reconcile(harness.live, TokenHarness.LIVE).join();
            simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.demo.useAccount(TokenHarness.SECOND_DEMO, harness.tokens);

            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            harness.reconcile(harness.demo, TokenHarness.SECOND_DEMO).join();
            await().until(() -> !TokenHarness.refreshes(live).isEmpty());
            harness.reconcile(harness.live, TokenHarness.LIVE).join();

            assertThat(harness.received(ON_DEMO, REFRESH) + harness.received(SimulatorEnvironment.LIVE, REFRESH))
                    .isOne();
            await().until(() -> !TokenHarness.refreshes(demo).isEmpty());
            TokenRefreshedEvent event = TokenHarness.refreshes(demo).get(0);
            assertThat(event.accounts()).containsExactlyInAnyOrder(TokenHarness.DEMO, TokenHarness.SECOND_DEMO);
            assertThat(event.saved()).isTrue();
            assertThat(TokenHarness.refreshes(live).get(0).accounts()).containsExactly(TokenHarness.LIVE);
            SimulatedTokens present = simulator.tokens(TokenHarness.DEMO);
            assertThat(storedIn(store).accessToken()).isEqualTo(present.accessToken());
            int quotes = demo.events("SpotEvent").size();
            await().until(() -> demo.events("SpotEvent").size() > quotes);
            assertThat(demo.problems()).isEmpty();
        }
    }

    @Test
    void tokensAreRefreshedAheadOfTheirEndAgainAndAgain() {
        CTraderSimulator simulator =
                CTraderSimulator.builder().tokenLifetime(Duration.ofSeconds(2)).start();
        try (TokenHarness harness = new TokenHarness(simulator, null)) {
            Recorder demo = harness.listen(harness.demo, Set.of("tokenrefreshed"), Set.of());
            harness.demo.useAccount(TokenHarness.DEMO, new AccountTokens(null, SimulatorDefaults.REFRESH_TOKEN, null));

            await().until(() -> TokenHarness.refreshes(demo).size() >= 3);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            assertThat(demo.problems()).isEmpty();
        }
    }

    @Test
    void aRevokedGrantAsksForANewConsentAndTakesIt() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            SimulatedTokens granted = harness.simulator.consentAgain(TokenHarness.DEMO);

            await().until(() -> harness.received(ON_DEMO, REFRESH) == 1);
            Throwable refused = ClientHarness.failureOf(harness.reconcile(harness.demo, TokenHarness.DEMO));
            assertThat(refused)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("a new consent is needed")
                    .hasMessageNotContaining("hush-");

            harness.demo.useAccount(
                    TokenHarness.DEMO, new AccountTokens(granted.accessToken(), granted.refreshToken(), null));
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
        }
    }

    @Test
    void aReportThatTheTokenEndedLeadsToNoRefreshWhileTheTokenWorks() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            Recorder demo = harness.listen(harness.demo, Set.of("spot"), Set.of(TokenHarness.DEMO), "EURUSD");
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            await().until(() -> !demo.events().isEmpty());
            long before = harness.received(ON_DEMO, ACCOUNT_AUTH);
            harness.simulator.send(
                    ON_DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(TokenHarness.DEMO)
                            .build());

            await().until(() -> harness.received(ON_DEMO, ACCOUNT_AUTH) > before);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            int quotes = demo.events().size();
            await().until(() -> demo.events().size() > quotes + 2);
            assertThat(demo.events()).allSatisfy(event -> {
                assertThat(Objects.requireNonNull(event.quote()).bid()).isNotNull();
                assertThat(event.quote().ask()).isNotNull();
            });
            assertThat(harness.received(ON_DEMO, REFRESH)).isZero();
            assertThat(demo.problems()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsLostWithItsLinkIsToldWhenItCostTheGrant() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            harness.simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
            harness.simulator.swallow(REFRESH, 1);
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            await().until(() -> harness.received(ON_DEMO, REFRESH) == 1);
            harness.simulator.cut(ON_DEMO, CutKind.RST);

            await().until(() -> harness.received(ON_DEMO, REFRESH) == 2);
            assertThat(ClientHarness.failureOf(harness.reconcile(harness.demo, TokenHarness.DEMO)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("was under way when its answer was lost")
                    .hasMessageContaining("a new consent is needed");
        }
    }

    @Test
    void aUsersOwnRefreshDoesNotBreakTheGrant() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.live.useAccount(TokenHarness.LIVE, harness.tokens);
            harness.reconcile(harness.live, TokenHarness.LIVE).join();
            Object answer = harness.demo
                    .request(
                            ProtoOARefreshTokenReq.newBuilder()
                                    .setRefreshToken(SimulatorDefaults.REFRESH_TOKEN)
                                    .build(),
                            Duration.ofSeconds(10))
                    .join()
                    .message();

            assertThat(answer).isInstanceOf(ProtoOARefreshTokenRes.class);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            harness.reconcile(harness.live, TokenHarness.LIVE).join();
            assertThat(harness.received(ON_DEMO, REFRESH)).isOne();
        }
    }

    @Test
    void aLoggedOutAccountRestsUntilItIsUsed() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            Recorder demo = harness.listen(harness.demo, Set.of("accountdisconnect"), Set.of());
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            harness.demo
                    .request(
                            ProtoOAAccountLogoutReq.newBuilder()
                                    .setCtidTraderAccountId(TokenHarness.DEMO)
                                    .build(),
                            Duration.ofSeconds(10))
                    .join();
            await().until(() -> !demo.events().isEmpty());
            harness.demo.request(ClientHarness.VERSION, Duration.ofSeconds(10)).join();
            assertThat(harness.received(ON_DEMO, ACCOUNT_AUTH)).isOne();

            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            assertThat(harness.received(ON_DEMO, ACCOUNT_AUTH)).isEqualTo(2);
        }
    }

    @Test
    void anAccountThatIsBeingLoggedOutIsNotAuthorisedAgainWhenTheServerReportsItsEnd() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            Recorder demo = harness.listen(harness.demo, Set.of("accountdisconnect"), Set.of());
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            harness.simulator.fault(FaultRule.of(Fault.DROP_REQUEST).on(LOGOUT).times(1));
            CompletableFuture<Reply> unanswered = harness.demo.request(
                    ProtoOAAccountLogoutReq.newBuilder()
                            .setCtidTraderAccountId(TokenHarness.DEMO)
                            .build(),
                    Duration.ofSeconds(20));
            await().until(() -> harness.received(ON_DEMO, LOGOUT) == 1);
            harness.simulator.send(
                    ON_DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(TokenHarness.DEMO)
                            .build());
            await().until(() -> !demo.events().isEmpty());
            harness.demo.request(ClientHarness.VERSION, Duration.ofSeconds(10)).join();

            assertThat(unanswered).isNotDone();
            assertThat(harness.received(ON_DEMO, ACCOUNT_AUTH)).isOne();
        }
    }

    @Test
    void anApplicationThatIsBlockedAgainIsLeftAloneForAWhile() {
        try (TokenHarness harness = new TokenHarness(CTraderSimulator.start(), null)) {
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            harness.reconcile(harness.demo, TokenHarness.DEMO).join();
            for (int link = 1; link <= 2; link++) {
                int present = link;
                await().until(() -> harness.demo.snapshot().state() == ConnectionState.READY
                        && harness.demo.snapshot().generation() == present);
                harness.simulator.send(
                        ON_DEMO,
                        ProtoOAClientDisconnectEvent.newBuilder()
                                .setReason("Application is blocked by administrator")
                                .build());
            }
            await().until(() -> harness.demo.snapshot().state() == ConnectionState.SUSPENDED);

            assertThat(ClientHarness.failureOf(harness.reconcile(harness.demo, TokenHarness.DEMO)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("blocked by administrator");
            assertThat(harness.simulator.acceptedConnections(ON_DEMO)).isEqualTo(2);
        }
    }

    private static StoredTokens storedIn(FileTokenStore store) {
        try {
            return store.load().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
