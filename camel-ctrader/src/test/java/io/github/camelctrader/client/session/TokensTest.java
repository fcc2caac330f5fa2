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
import io.github.camelctrader.client.account.FileTokenStore;
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
        try (TokenDesk desk = new TokenDesk(simulator, store)) {
            Recorder demo = desk.listen(desk.demo, Set.of("tokenrefreshed", "spot"), Set.of(TokenDesk.DEMO), "EURUSD");
            Recorder live = desk.listen(desk.live, Set.of("tokenrefreshed"), Set.of());
            desk.live.useAccount(TokenDesk.LIVE, desk.tokens);
            desk.reconcile(desk.live, TokenDesk.LIVE).join();
            simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.demo.useAccount(TokenDesk.SECOND_DEMO, desk.tokens);

            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            desk.reconcile(desk.demo, TokenDesk.SECOND_DEMO).join();
            await().until(() -> !TokenDesk.refreshes(live).isEmpty());
            desk.reconcile(desk.live, TokenDesk.LIVE).join();

            assertThat(desk.received(ON_DEMO, REFRESH) + desk.received(SimulatorEnvironment.LIVE, REFRESH))
                    .isOne();
            await().until(() -> !TokenDesk.refreshes(demo).isEmpty());
            TokenRefreshedEvent event = TokenDesk.refreshes(demo).get(0);
            assertThat(event.accounts()).containsExactlyInAnyOrder(TokenDesk.DEMO, TokenDesk.SECOND_DEMO);
            assertThat(event.saved()).isTrue();
            assertThat(TokenDesk.refreshes(live).get(0).accounts()).containsExactly(TokenDesk.LIVE);
            SimulatedTokens present = simulator.tokens(TokenDesk.DEMO);
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
        try (TokenDesk desk = new TokenDesk(simulator, null)) {
            Recorder demo = desk.listen(desk.demo, Set.of("tokenrefreshed"), Set.of());
            desk.demo.useAccount(TokenDesk.DEMO, new AccountTokens(null, SimulatorDefaults.REFRESH_TOKEN, null));

            await().until(() -> TokenDesk.refreshes(demo).size() >= 3);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            assertThat(demo.problems()).isEmpty();
        }
    }

    @Test
    void aRevokedGrantAsksForANewConsentAndTakesIt() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            SimulatedTokens granted = desk.simulator.consentAgain(TokenDesk.DEMO);

            await().until(() -> desk.received(ON_DEMO, REFRESH) == 1);
            Throwable refused = ClientFixture.failureOf(desk.reconcile(desk.demo, TokenDesk.DEMO));
            assertThat(refused)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("a new consent is needed")
                    .hasMessageNotContaining("hush-");

            desk.demo.useAccount(
                    TokenDesk.DEMO, new AccountTokens(granted.accessToken(), granted.refreshToken(), null));
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
        }
    }

    @Test
    void aReportThatTheTokenEndedLeadsToNoRefreshWhileTheTokenWorks() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            Recorder demo = desk.listen(desk.demo, Set.of("spot"), Set.of(TokenDesk.DEMO), "EURUSD");
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            await().until(() -> !demo.events().isEmpty());
            long before = desk.received(ON_DEMO, ACCOUNT_AUTH);
            desk.simulator.send(
                    ON_DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(TokenDesk.DEMO)
                            .build());

            await().until(() -> desk.received(ON_DEMO, ACCOUNT_AUTH) > before);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            int quotes = demo.events().size();
            await().until(() -> demo.events().size() > quotes + 2);
            assertThat(demo.events()).allSatisfy(event -> {
                assertThat(Objects.requireNonNull(event.quote()).bid()).isNotNull();
                assertThat(event.quote().ask()).isNotNull();
            });
            assertThat(desk.received(ON_DEMO, REFRESH)).isZero();
            assertThat(demo.problems()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsLostWithItsLinkIsToldWhenItCostTheGrant() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            desk.simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
            desk.simulator.swallow(REFRESH, 1);
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            await().until(() -> desk.received(ON_DEMO, REFRESH) == 1);
            desk.simulator.cut(ON_DEMO, CutKind.RST);

            await().until(() -> desk.received(ON_DEMO, REFRESH) == 2);
            assertThat(ClientFixture.failureOf(desk.reconcile(desk.demo, TokenDesk.DEMO)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("was under way when its answer was lost")
                    .hasMessageContaining("a new consent is needed");
        }
    }

    @Test
    void aUsersOwnRefreshDoesNotBreakTheGrant() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.live.useAccount(TokenDesk.LIVE, desk.tokens);
            desk.reconcile(desk.live, TokenDesk.LIVE).join();
            Object answer = desk.demo
                    .request(
                            ProtoOARefreshTokenReq.newBuilder()
                                    .setRefreshToken(SimulatorDefaults.REFRESH_TOKEN)
                                    .build(),
                            Duration.ofSeconds(10))
                    .join()
                    .message();

            assertThat(answer).isInstanceOf(ProtoOARefreshTokenRes.class);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            desk.reconcile(desk.live, TokenDesk.LIVE).join();
            assertThat(desk.received(ON_DEMO, REFRESH)).isOne();
        }
    }

    @Test
    void aLoggedOutAccountRestsUntilItIsUsed() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            Recorder demo = desk.listen(desk.demo, Set.of("accountdisconnect"), Set.of());
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            desk.demo
                    .request(
                            ProtoOAAccountLogoutReq.newBuilder()
                                    .setCtidTraderAccountId(TokenDesk.DEMO)
                                    .build(),
                            Duration.ofSeconds(10))
                    .join();
            await().until(() -> !demo.events().isEmpty());
            desk.demo.request(ClientFixture.VERSION, Duration.ofSeconds(10)).join();
            assertThat(desk.received(ON_DEMO, ACCOUNT_AUTH)).isOne();

            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            assertThat(desk.received(ON_DEMO, ACCOUNT_AUTH)).isEqualTo(2);
        }
    }

    @Test
    void anAccountThatIsBeingLoggedOutIsNotAuthorisedAgainWhenTheServerReportsItsEnd() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            Recorder demo = desk.listen(desk.demo, Set.of("accountdisconnect"), Set.of());
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            desk.simulator.fault(FaultRule.of(Fault.DROP_REQUEST).on(LOGOUT).times(1));
            CompletableFuture<Reply> unanswered = desk.demo.request(
                    ProtoOAAccountLogoutReq.newBuilder()
                            .setCtidTraderAccountId(TokenDesk.DEMO)
                            .build(),
                    Duration.ofSeconds(20));
            await().until(() -> desk.received(ON_DEMO, LOGOUT) == 1);
            desk.simulator.send(
                    ON_DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(TokenDesk.DEMO)
                            .build());
            await().until(() -> !demo.events().isEmpty());
            desk.demo.request(ClientFixture.VERSION, Duration.ofSeconds(10)).join();

            assertThat(unanswered).isNotDone();
            assertThat(desk.received(ON_DEMO, ACCOUNT_AUTH)).isOne();
        }
    }

    @Test
    void anApplicationThatIsBlockedAgainIsLeftAloneForAWhile() {
        try (TokenDesk desk = new TokenDesk(CTraderSimulator.start(), null)) {
            desk.demo.useAccount(TokenDesk.DEMO, desk.tokens);
            desk.reconcile(desk.demo, TokenDesk.DEMO).join();
            for (int link = 1; link <= 2; link++) {
                int present = link;
                await().until(() -> desk.demo.snapshot().state() == ConnectionState.READY
                        && desk.demo.snapshot().generation() == present);
                desk.simulator.send(
                        ON_DEMO,
                        ProtoOAClientDisconnectEvent.newBuilder()
                                .setReason("Application is blocked by administrator")
                                .build());
            }
            await().until(() -> desk.demo.snapshot().state() == ConnectionState.SUSPENDED);

            assertThat(ClientFixture.failureOf(desk.reconcile(desk.demo, TokenDesk.DEMO)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("blocked by administrator");
            assertThat(desk.simulator.acceptedConnections(ON_DEMO)).isEqualTo(2);
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
