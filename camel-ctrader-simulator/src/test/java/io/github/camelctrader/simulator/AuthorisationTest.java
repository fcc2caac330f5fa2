package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_ID;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_SECRET;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.TestClient.accountAuth;
import static io.github.camelctrader.simulator.TestClient.applicationAuth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutRes;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetCtidProfileByTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import java.io.EOFException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorisationTest {
    @RegisterExtension
    static final SimulatorExtension EXTENSION =
            new SimulatorExtension(CTraderSimulator.builder().quotesPerSecond(0));

    private static TestClient client() throws Exception {
        return TestClient.demo(EXTENSION.simulator());
    }

    private static ProtoOATraderReq trader(long accountId) {
        return ProtoOATraderReq.newBuilder().setCtidTraderAccountId(accountId).build();
    }

    static Stream<Arguments> tooEarly() {
        return Stream.of(
                arguments(ProtoOAVersionReq.getDefaultInstance()),
                arguments(accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN)),
                arguments(trader(DEMO_ACCOUNT)),
                arguments(ProtoOASubscribeDepthQuotesReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build()));
    }

    static Stream<Message> ofTokens() {
        return Stream.of(
                ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                        .setAccessToken("none")
                        .build(),
                ProtoOAGetCtidProfileByTokenReq.newBuilder()
                        .setAccessToken("none")
                        .build(),
                ProtoOARefreshTokenReq.newBuilder().setRefreshToken("none").build());
    }

    @ParameterizedTest
    @MethodSource("ofTokens")
    void tokenRequestsAreNoSuchMessageBeforeTheApplication(Message request) throws Exception {
        try (TestClient client = client()) {
            assertThat(client.refusal(request).getErrorCode()).isEqualTo("UNSUPPORTED_MESSAGE");
            client.request(applicationAuth(CLIENT_ID, CLIENT_SECRET))
                    .as(ProtoOAApplicationAuthRes.getDefaultInstance());
            assertThat(client.refusal(request).getErrorCode()).isEqualTo("CH_ACCESS_TOKEN_INVALID");
        }
    }

    @ParameterizedTest
    @MethodSource("tooEarly")
    void nothingIsAnsweredBeforeTheApplication(Message request) throws Exception {
        try (TestClient client = client()) {
            assertThat(client.refusal(request).getErrorCode()).isEqualTo("CH_CLIENT_NOT_AUTHENTICATED");
            client.request(applicationAuth(CLIENT_ID, CLIENT_SECRET))
                    .as(ProtoOAApplicationAuthRes.getDefaultInstance());
        }
    }

    @Test
    void theApplicationIsAuthenticatedOnce() throws Exception {
        try (TestClient client = client()) {
            TestClient.Received answer = client.request(applicationAuth(CLIENT_ID, CLIENT_SECRET));
            assertThat(answer.envelope().getPayload()).isEmpty();
            assertThat(client.refusal(applicationAuth(CLIENT_ID, CLIENT_SECRET)).getErrorCode())
                    .isEqualTo("ALREADY_LOGGED_IN");
            assertThat(client.request(ProtoOAVersionReq.getDefaultInstance())
                            .as(ProtoOAVersionRes.getDefaultInstance())
                            .getVersion())
                    .isNotEmpty();
        }
    }

    @Test
    void wrongCredentialsAreRefusedAndTheConnectionIsClosed() throws Exception {
        for (String[] credentials :
                new String[][] {{CLIENT_ID, "wrong"}, {"wrong", CLIENT_SECRET}, {CLIENT_SECRET, CLIENT_ID}}) {
            try (TestClient client = client()) {
                ProtoOAErrorRes error = client.refusal(applicationAuth(credentials[0], credentials[1]));
                assertThat(error.getErrorCode()).isEqualTo("CH_CLIENT_AUTH_FAILURE");
                assertThat(error.getDescription()).isEqualTo("clientId or clientSecret is incorrect");
                assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
            }
        }
        await().until(() -> EXTENSION.simulator().openConnections(SimulatorEnvironment.DEMO) == 0);
    }

    static Stream<Arguments> refusedAccounts() {
        return Stream.of(
                arguments(DEMO_ACCOUNT, "nobody's", "CH_ACCESS_TOKEN_INVALID"),
                arguments(4711L, ACCESS_TOKEN, "CH_CTID_TRADER_ACCOUNT_NOT_FOUND"),
                arguments(DEMO_ACCOUNT, LIVE_ACCESS_TOKEN, "CH_CTID_TRADER_ACCOUNT_NOT_FOUND"),
                arguments(LIVE_ACCOUNT, ACCESS_TOKEN, "CANT_ROUTE_REQUEST"));
    }

    @ParameterizedTest
    @MethodSource("refusedAccounts")
    void accountsNeedTheirTokenAndTheirEnvironment(long accountId, String token, String code) throws Exception {
        try (TestClient client = client().withApplication()) {
            ProtoOAErrorRes error = client.refusal(accountAuth(accountId, token));
            assertThat(error.getErrorCode()).isEqualTo(code);
            assertThat(error.getCtidTraderAccountId()).isEqualTo(accountId);
        }
    }

    @Test
    void accountsAreAuthorisedOneByOneAndOnce() throws Exception {
        try (TestClient client = client().withApplication()) {
            assertThat(client.authorise(DEMO_ACCOUNT)
                            .as(ProtoOAAccountAuthRes.getDefaultInstance())
                            .getCtidTraderAccountId())
                    .isEqualTo(DEMO_ACCOUNT);
            assertThat(client.refusal(accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN)).getErrorCode())
                    .isEqualTo("ALREADY_LOGGED_IN");
            ProtoOAErrorRes error = client.refusal(trader(SECOND_DEMO_ACCOUNT));
            assertThat(error.getErrorCode()).isEqualTo("INVALID_REQUEST");
            assertThat(error.getDescription()).isEqualTo("Trading account is not authorized");
            client.authorise(SECOND_DEMO_ACCOUNT);
            for (long accountId : new long[] {DEMO_ACCOUNT, SECOND_DEMO_ACCOUNT}) {
                assertThat(client.request(trader(accountId))
                                .as(ProtoOATraderRes.getDefaultInstance())
                                .getTrader()
                                .getCtidTraderAccountId())
                        .isEqualTo(accountId);
            }
        }
    }

    @Test
    void authorisationDoesNotOutliveTheConnection() throws Exception {
        TestClient.authorised(EXTENSION.simulator(), DEMO_ACCOUNT).close();
        try (TestClient client = client().withApplication()) {
            assertThat(client.refusal(trader(DEMO_ACCOUNT)).getErrorCode()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void logoutIsAnsweredAndFollowedByTheDisconnectEvent() throws Exception {
        try (TestClient client = TestClient.authorised(EXTENSION.simulator(), DEMO_ACCOUNT)) {
            client.request(ProtoOAAccountLogoutReq.newBuilder()
                            .setCtidTraderAccountId(DEMO_ACCOUNT)
                            .build())
                    .as(ProtoOAAccountLogoutRes.getDefaultInstance());
            assertThat(client.await(ProtoOAAccountDisconnectEvent.getDefaultInstance())
                            .getCtidTraderAccountId())
                    .isEqualTo(DEMO_ACCOUNT);
            assertThat(client.refusal(trader(DEMO_ACCOUNT)).getErrorCode()).isEqualTo("INVALID_REQUEST");
            client.authorise(DEMO_ACCOUNT).as(ProtoOAAccountAuthRes.getDefaultInstance());
        }
    }

    @Test
    void aTokenListsItsAccountsOfBothEnvironments() throws Exception {
        try (TestClient client = client().withApplication()) {
            ProtoOAGetAccountListByAccessTokenRes list = list(client, ACCESS_TOKEN);
            assertThat(list.getAccessToken()).isEqualTo(ACCESS_TOKEN);
            assertThat(list.getPermissionScope()).isEqualTo(ProtoOAClientPermissionScope.SCOPE_TRADE);
            assertThat(list.getCtidTraderAccountList())
                    .extracting(ProtoOACtidTraderAccount::getCtidTraderAccountId, ProtoOACtidTraderAccount::getIsLive)
                    .containsExactly(
                            tuple(DEMO_ACCOUNT, false), tuple(SECOND_DEMO_ACCOUNT, false), tuple(LIVE_ACCOUNT, true));
            assertThat(list(client, VIEW_ONLY_ACCESS_TOKEN).getPermissionScope())
                    .isEqualTo(ProtoOAClientPermissionScope.SCOPE_VIEW);
            assertThat(list(client, LIVE_ACCESS_TOKEN).getCtidTraderAccountList())
                    .extracting(ProtoOACtidTraderAccount::getCtidTraderAccountId)
                    .containsExactly(SECOND_LIVE_ACCOUNT);
        }
    }

    private static ProtoOAGetAccountListByAccessTokenRes list(TestClient client, String token) throws Exception {
        return client.request(ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                        .setAccessToken(token)
                        .build())
                .as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
    }

    @Test
    void tokensOfOneUserHaveOneProfile() throws Exception {
        try (TestClient client = client().withApplication()) {
            assertThat(profile(client, VIEW_ONLY_ACCESS_TOKEN)).isEqualTo(profile(client, ACCESS_TOKEN));
            assertThat(profile(client, LIVE_ACCESS_TOKEN)).isNotEqualTo(profile(client, ACCESS_TOKEN));
            assertThat(client.refusal(ProtoOAGetCtidProfileByTokenReq.newBuilder()
                                    .setAccessToken("nobody's")
                                    .build())
                            .getErrorCode())
                    .isEqualTo("CH_ACCESS_TOKEN_INVALID");
        }
    }

    private static long profile(TestClient client, String token) throws Exception {
        return client.request(ProtoOAGetCtidProfileByTokenReq.newBuilder()
                        .setAccessToken(token)
                        .build())
                .as(ProtoOAGetCtidProfileByTokenRes.getDefaultInstance())
                .getProfile()
                .getUserId();
    }

    @Test
    void unknownAndUnreadableMessagesHarmNothing() throws Exception {
        try (TestClient client = TestClient.authorised(EXTENSION.simulator(), DEMO_ACCOUNT)) {
            client.sendBytes(TestClient.frame(9999, new byte[] {1, 2, 3}, "unknown"));
            assertThat(client.await(ProtoOAErrorRes.getDefaultInstance()).getErrorCode())
                    .isEqualTo("UNSUPPORTED_MESSAGE");
            assertThat(client.refusal(ProtoOAAccountAuthRes.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .build())
                            .getErrorCode())
                    .isEqualTo("UNSUPPORTED_MESSAGE");
            client.sendBytes(TestClient.frame(2121, new byte[] {(byte) 0xff}, "garbage"));
            assertThat(client.await(ProtoOAErrorRes.getDefaultInstance()).getErrorCode())
                    .isEqualTo("INVALID_REQUEST");
            client.request(trader(DEMO_ACCOUNT)).as(ProtoOATraderRes.getDefaultInstance());
        }
    }

    @Test
    void theUnknownIsASwitch() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .withoutDefaults()
                        .application("id", "secret")
                        .account(SimulatedAccount.demo(7, "token"))
                        .symbol(SimulatedSymbol.forex(1, "EURUSD", "1.10000", "0.00010"))
                        .versionBeforeApplicationAuth(true)
                        .secondApplicationAuthError(ProtoOAErrorCode.CH_CLIENT_ALREADY_AUTHENTICATED)
                        .start();
                TestClient client = TestClient.demo(simulator)) {
            client.request(ProtoOAVersionReq.getDefaultInstance()).as(ProtoOAVersionRes.getDefaultInstance());
            client.request(applicationAuth("id", "secret")).as(ProtoOAApplicationAuthRes.getDefaultInstance());
            assertThat(client.refusal(applicationAuth("id", "secret")).getErrorCode())
                    .isEqualTo("CH_CLIENT_ALREADY_AUTHENTICATED");
            assertThat(client.refusal(ProtoOAAccountAuthReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setAccessToken(ACCESS_TOKEN)
                                    .build())
                            .getErrorCode())
                    .isEqualTo("CH_ACCESS_TOKEN_INVALID");
            client.request(accountAuth(7, "token")).as(ProtoOAAccountAuthRes.getDefaultInstance());
        }
    }
}
