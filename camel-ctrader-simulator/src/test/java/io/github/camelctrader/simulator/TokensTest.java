package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_REFRESH_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.REFRESH_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.VIEW_ONLY_REFRESH_TOKEN;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static io.github.camelctrader.simulator.TestClient.accountAuth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    @AutoClose
    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .quotesPerSecond(0)
            .clock(Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC))
            .tokenLifetime(Duration.ofHours(1))
            .start();

    @AutoClose
    private final TestClient client;

    TokensTest() throws Exception {
        client = TestClient.demo(simulator).withApplication();
    }

    private static ProtoOARefreshTokenReq refresh(String token) {
        return ProtoOARefreshTokenReq.newBuilder().setRefreshToken(token).build();
    }

    private static ProtoOATraderReq trader(long accountId) {
        return ProtoOATraderReq.newBuilder().setCtidTraderAccountId(accountId).build();
    }

    private static Message accountList(String token) {
        return ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                .setAccessToken(token)
                .build();
    }

    private ProtoOARefreshTokenRes refreshed(String token) throws Exception {
        return client.request(refresh(token)).as(ProtoOARefreshTokenRes.getDefaultInstance());
    }

    @Test
    void aRefreshGivesANewPairAndTheOldOneIsDead() throws Exception {
        ProtoOARefreshTokenRes pair = refreshed(REFRESH_TOKEN);

        assertThat(pair.getTokenType()).isEqualTo("bearer");
        assertThat(pair.getExpiresIn()).isEqualTo(3600);
        assertThat(pair.getAccessToken()).startsWith("hush-").isNotEqualTo(ACCESS_TOKEN);
        assertThat(pair.getRefreshToken())
                .startsWith("hush-")
                .isNotEqualTo(REFRESH_TOKEN)
                .isNotEqualTo(pair.getAccessToken());
        assertThat(simulator.tokens(SECOND_DEMO_ACCOUNT))
                .isEqualTo(new SimulatedTokens(pair.getAccessToken(), pair.getRefreshToken()));
        assertThat(client.refusal(refresh(REFRESH_TOKEN)).getErrorCode()).isEqualTo("CH_ACCESS_TOKEN_INVALID");
        assertThat(client.refusal(accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN)).getErrorCode())
                .isEqualTo("CH_ACCESS_TOKEN_INVALID");
        assertThat(client.refusal(accountList(ACCESS_TOKEN)).getErrorCode()).isEqualTo("CH_ACCESS_TOKEN_INVALID");
        client.request(accountAuth(DEMO_ACCOUNT, pair.getAccessToken())).as(ProtoOAAccountAuthRes.getDefaultInstance());
        assertThat(refreshed(pair.getRefreshToken()).getAccessToken()).isNotEqualTo(pair.getAccessToken());
    }

    @Test
    void aRefreshNeedsTheApplication() throws Exception {
        try (TestClient stranger = TestClient.demo(simulator)) {
            assertThat(stranger.refusal(refresh(REFRESH_TOKEN)).getErrorCode()).isEqualTo("UNSUPPORTED_MESSAGE");
        }
        assertThat(simulator.tokens(DEMO_ACCOUNT)).isEqualTo(new SimulatedTokens(ACCESS_TOKEN, REFRESH_TOKEN));
    }

    @Test
    void everyConnectionThatUsedTheTokenIsToldAndRefused() throws Exception {
        try (TestClient live = new TestClient(simulator, LIVE).withApplication();
                TestClient viewer = TestClient.demo(simulator).withApplication()) {
            client.authorise(DEMO_ACCOUNT);
            client.authorise(SECOND_DEMO_ACCOUNT);
            live.authorise(LIVE_ACCOUNT);
            live.request(accountAuth(SECOND_LIVE_ACCOUNT, LIVE_ACCESS_TOKEN));
            viewer.request(accountAuth(DEMO_ACCOUNT, VIEW_ONLY_ACCESS_TOKEN));
            ProtoOARefreshTokenRes pair;
            try (TestClient other = TestClient.demo(simulator).withApplication()) {
                pair = other.request(refresh(REFRESH_TOKEN)).as(ProtoOARefreshTokenRes.getDefaultInstance());
            }

            ProtoOAAccountsTokenInvalidatedEvent invalidated =
                    client.await(ProtoOAAccountsTokenInvalidatedEvent.getDefaultInstance());
            assertThat(invalidated.getCtidTraderAccountIdsList()).containsExactly(DEMO_ACCOUNT, SECOND_DEMO_ACCOUNT);
            assertThat(invalidated.getReason()).containsIgnoringCase("refreshed");
            assertThat(client.await(ProtoOAAccountDisconnectEvent.getDefaultInstance(), 2))
                    .extracting(ProtoOAAccountDisconnectEvent::getCtidTraderAccountId)
                    .containsExactly(DEMO_ACCOUNT, SECOND_DEMO_ACCOUNT);
            assertThat(live.await(ProtoOAAccountsTokenInvalidatedEvent.getDefaultInstance())
                            .getCtidTraderAccountIdsList())
                    .containsExactly(LIVE_ACCOUNT);
            ProtoOAErrorRes refusal = client.refusal(trader(DEMO_ACCOUNT));
            assertThat(refusal.getErrorCode()).isEqualTo("INVALID_REQUEST");
            assertThat(refusal.getDescription()).isEqualTo("Trading account is not authorized");
            assertThat(live.refusal(trader(LIVE_ACCOUNT)).getErrorCode()).isEqualTo("INVALID_REQUEST");
            live.request(trader(SECOND_LIVE_ACCOUNT)).as(ProtoOATraderRes.getDefaultInstance());
            viewer.request(trader(DEMO_ACCOUNT)).as(ProtoOATraderRes.getDefaultInstance());
            assertThat(viewer.log()).noneMatch(received -> received.payloadType() == 2147);
            client.request(accountAuth(DEMO_ACCOUNT, pair.getAccessToken()))
                    .as(ProtoOAAccountAuthRes.getDefaultInstance());
            client.request(trader(DEMO_ACCOUNT)).as(ProtoOATraderRes.getDefaultInstance());
            assertThat(client.refusal(trader(SECOND_DEMO_ACCOUNT)).getErrorCode())
                    .isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void subscriptionsSurviveTheNextAuthorisation() throws Exception {
        client.authorise(DEMO_ACCOUNT);
        ProtoOASubscribeSpotsReq spots = ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .addSymbolId(1)
                .build();
        client.request(spots).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
        client.await(ProtoOASpotEvent.getDefaultInstance());
        ProtoOARefreshTokenRes pair = refreshed(REFRESH_TOKEN);
        simulator.quote(DEMO, "EURUSD", "1.09000", "1.09010");
        client.request(accountAuth(DEMO_ACCOUNT, pair.getAccessToken())).as(ProtoOAAccountAuthRes.getDefaultInstance());
        simulator.quote(DEMO, "EURUSD", null, "1.09020");

        ProtoOASpotEvent spot = client.await(ProtoOASpotEvent.getDefaultInstance());
        assertThat(List.of(spot.getBid(), spot.getAsk())).containsExactly(109_000L, 109_020L);
        assertThat(client.refusal(spots).getErrorCode()).isEqualTo("ALREADY_SUBSCRIBED");
    }

    @Test
    void eventsOfAnAccountWithoutATokenReachNobody() throws Exception {
        try (TestClient viewer = TestClient.demo(simulator).withApplication()) {
            client.authorise(DEMO_ACCOUNT);
            viewer.request(accountAuth(DEMO_ACCOUNT, VIEW_ONLY_ACCESS_TOKEN));
            viewer.request(refresh(VIEW_ONLY_REFRESH_TOKEN)).as(ProtoOARefreshTokenRes.getDefaultInstance());
            client.request(ProtoOANewOrderReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setSymbolId(1)
                    .setOrderType(ProtoOAOrderType.MARKET)
                    .setTradeSide(ProtoOATradeSide.BUY)
                    .setVolume(100_000)
                    .build());
            viewer.refusal(trader(DEMO_ACCOUNT));
            assertThat(viewer.log()).noneMatch(received -> received.payloadType() == 2126);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 2174 2147 2164", "true, 2147 2164 2174"})
    void theOrderOfAnswerAndEventsIsASwitch(boolean eventsFirst, String order) throws Exception {
        try (CTraderSimulator other = CTraderSimulator.builder()
                        .tokenEventsBeforeRefreshAnswer(eventsFirst)
                        .start();
                TestClient own = TestClient.authorised(other, DEMO_ACCOUNT)) {
            own.send(refresh(REFRESH_TOKEN));
            own.refusal(trader(DEMO_ACCOUNT));
            assertThat(own.log().stream()
                            .map(TestClient.Received::payloadType)
                            .filter(type -> order.contains(String.valueOf(type)))
                            .map(String::valueOf))
                    .containsExactly(order.split(" "));
        }
    }

    @Test
    void anExpiredTokenAuthorisesNothingButItsRefreshTokenWorks() throws Exception {
        client.authorise(SECOND_DEMO_ACCOUNT);
        simulator.clockOffset(Duration.ofMinutes(59));
        client.request(accountList(ACCESS_TOKEN)).as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
        simulator.clockOffset(Duration.ofMinutes(60));

        assertThat(client.refusal(accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN)).getErrorCode())
                .isEqualTo("OA_AUTH_TOKEN_EXPIRED");
        assertThat(client.refusal(accountList(ACCESS_TOKEN)).getErrorCode()).isEqualTo("OA_AUTH_TOKEN_EXPIRED");
        assertThat(client.refusal(ProtoOAGetCtidProfileByTokenReq.newBuilder()
                                .setAccessToken(ACCESS_TOKEN)
                                .build())
                        .getErrorCode())
                .isEqualTo("OA_AUTH_TOKEN_EXPIRED");
        client.request(trader(SECOND_DEMO_ACCOUNT)).as(ProtoOATraderRes.getDefaultInstance());
        String next = refreshed(REFRESH_TOKEN).getAccessToken();
        client.request(accountAuth(DEMO_ACCOUNT, next)).as(ProtoOAAccountAuthRes.getDefaultInstance());
    }

    @Test
    void aTokenMayExpireOnDemand() throws Exception {
        simulator.expireToken(LIVE_ACCESS_TOKEN);

        assertThat(client.refusal(accountList(LIVE_ACCESS_TOKEN)).getErrorCode())
                .isEqualTo("OA_AUTH_TOKEN_EXPIRED");
        client.request(accountList(ACCESS_TOKEN)).as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
        String next = refreshed(LIVE_REFRESH_TOKEN).getAccessToken();
        client.request(accountList(next)).as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
        assertThatThrownBy(() -> simulator.expireToken("hush-nobodys"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush-");
    }

    @Test
    void aRevokedGrantIsDeadUntilItsOwnerConsentsAgain() throws Exception {
        client.authorise(DEMO_ACCOUNT);
        simulator.revokeToken(ACCESS_TOKEN);

        assertThat(client.await(ProtoOAAccountsTokenInvalidatedEvent.getDefaultInstance())
                        .getReason())
                .containsIgnoringCase("revoked");
        client.await(ProtoOAAccountDisconnectEvent.getDefaultInstance());
        assertThat(client.refusal(refresh(REFRESH_TOKEN)).getErrorCode()).isEqualTo("CH_ACCESS_TOKEN_INVALID");
        assertThat(client.refusal(accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN)).getErrorCode())
                .isEqualTo("CH_ACCESS_TOKEN_INVALID");
        assertThatThrownBy(() -> simulator.tokens(DEMO_ACCOUNT)).isInstanceOf(IllegalStateException.class);
        SimulatedTokens next = simulator.consentAgain(DEMO_ACCOUNT);
        client.request(accountAuth(DEMO_ACCOUNT, next.accessToken())).as(ProtoOAAccountAuthRes.getDefaultInstance());
        assertThat(simulator.tokens(LIVE_ACCOUNT)).isEqualTo(next);
        assertThat(next.toString()).doesNotContain("hush-");
    }

    @Test
    void usersHaveGrantsOfTheirOwn() throws Exception {
        try (CTraderSimulator other = CTraderSimulator.builder()
                        .account(SimulatedAccount.demo(7, "hush-a"))
                        .account(SimulatedAccount.demo(8, "hush-b"))
                        .refreshToken("hush-a", "hush-refresh-a")
                        .start();
                TestClient own = TestClient.demo(other).withApplication()) {
            String next = own.request(refresh("hush-refresh-a"))
                    .as(ProtoOARefreshTokenRes.getDefaultInstance())
                    .getAccessToken();
            long first = own.request(ProtoOAGetCtidProfileByTokenReq.newBuilder()
                            .setAccessToken(next)
                            .build())
                    .as(ProtoOAGetCtidProfileByTokenRes.getDefaultInstance())
                    .getProfile()
                    .getUserId();
            long second = own.request(ProtoOAGetCtidProfileByTokenReq.newBuilder()
                            .setAccessToken("hush-b")
                            .build())
                    .as(ProtoOAGetCtidProfileByTokenRes.getDefaultInstance())
                    .getProfile()
                    .getUserId();
            assertThat(first).isNotEqualTo(second);
            assertThat(other.tokens(8)).isEqualTo(new SimulatedTokens("hush-b", null));
            assertThatThrownBy(() -> other.tokens(4711)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CTraderSimulator.builder()
                        .refreshToken("hush-nobodys", "hush-refresh")
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refreshToken")
                .hasMessageNotContaining("hush-");
        assertThatThrownBy(() -> CTraderSimulator.builder().tokenLifetime(Duration.ofMillis(999)))
                .hasMessageContaining("tokenLifetime");
    }
}
