package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_ID;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_SECRET;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.REFRESH_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_LIVE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the consent page to tokens, and on. */
class OAuthTest {
    private static final String CALLBACK = "https://app.example/callback";
    private static final String CONSENT =
            "?client_id=" + CLIENT_ID + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=";
    private static final String CREDENTIALS = "&client_id=" + CLIENT_ID + "&client_secret=" + CLIENT_SECRET;

    private final ControlHarness harness = new ControlHarness();
    private final CTraderSimulator simulator = harness.simulator;

    @AfterEach
    void end() {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/my/settings/openapi/grantingaccess/", "/my/settings/openapi/grantingaccess", "/apps/auth"})
    void theConsentPageRedirectsWithACodeAndWithoutTheState(String page) throws Exception {
        HttpResponse<String> consent = harness.send(harness.at(page + CONSENT + "trading&product=web&state=abc"));
        assertThat(consent.statusCode()).isEqualTo(302);
        assertThat(consent.headers().firstValue("Location").orElseThrow())
                .matches(Pattern.quote(CALLBACK) + "\\?code=[\\w-]+");
    }

    @Test
    void aCodeIsExchangedOnceAndTheOldPairIsDead() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            String query =
                    "grant_type=authorization_code&code=" + code("trading") + "&redirect_uri=" + CALLBACK + CREDENTIALS;
            String answer = harness.get("/apps/token?" + query);
            assertThat(answer)
                    .contains("\"tokenType\":\"bearer\"", "\"expiresIn\":2628000", "\"errorCode\":null")
                    .contains("\"access_token\":\"" + field(answer, "accessToken") + "\"")
                    .contains("\"refresh_token\":\"" + field(answer, "refreshToken") + "\"")
                    .contains("\"expires_in\":2628000");
            assertThat(client.await(ProtoOAAccountsTokenInvalidatedEvent.getDefaultInstance())
                            .getCtidTraderAccountIdsList())
                    .containsExactly(DEMO_ACCOUNT);
            client.request(TestClient.accountAuth(DEMO_ACCOUNT, field(answer, "accessToken")))
                    .as(ProtoOAAccountAuthRes.getDefaultInstance());
            assertThat(harness.get("/apps/token?" + query)).contains("\"errorCode\":\"ACCESS_DENIED\"");
        }
    }

    @Test
    void aRefreshTokenIsExchangedOnceByAFormToo() throws Exception {
        String form = "grant_type=refresh_token&refresh_token=" + REFRESH_TOKEN + CREDENTIALS;
        String answer = harness.post("/apps/token", form);
        assertThat(simulator.tokens(DEMO_ACCOUNT))
                .isEqualTo(new SimulatedTokens(field(answer, "accessToken"), field(answer, "refreshToken")));
        assertThat(harness.post("/apps/token", form))
                .isEqualTo("{\"errorCode\":\"ACCESS_DENIED\",\"description\":\"refresh_token is unknown or used\"}");
    }

    @Test
    void theScopeForViewingHasTokensOfItsOwn() throws Exception {
        SimulatedTokens before = simulator.tokens(SECOND_LIVE_ACCOUNT);
        for (int round = 0; round < 2; round++) {
            HttpResponse<String> consent =
                    harness.send(harness.at("/apps/auth" + CONSENT + "accounts&account=" + SECOND_LIVE_ACCOUNT));
            String answer = exchange(code(consent));
            assertThat(simulator.tokens(SECOND_LIVE_ACCOUNT)).isEqualTo(before);
            try (TestClient client = TestClient.demo(simulator).withApplication()) {
                ProtoOAGetAccountListByAccessTokenRes listed = client.request(
                                ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                                        .setAccessToken(field(answer, "accessToken"))
                                        .build())
                        .as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
                assertThat(listed.getPermissionScope()).isEqualTo(ProtoOAClientPermissionScope.SCOPE_VIEW);
                assertThat(listed.getCtidTraderAccountList())
                        .extracting(ProtoOACtidTraderAccount::getCtidTraderAccountId)
                        .containsExactly(SECOND_LIVE_ACCOUNT);
            }
        }
    }

    @Test
    void aCodeIsGoodForAMinuteOfTheServersClock() throws Exception {
        String inTime = code("trading");
        simulator.clockOffset(Duration.ofSeconds(50));
        assertThat(exchange(inTime)).contains("\"errorCode\":null");
        String late = code("trading");
        simulator.clockOffset(Duration.ofSeconds(110));
        assertThat(exchange(late)).contains("ACCESS_DENIED", "older than a minute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=authorization_code&code=none&redirect_uri=x&client_id=ID&client_secret=SECRET | code is unknown",
                "grant_type=authorization_code&redirect_uri=x&client_id=ID&client_secret=SECRET | code is missing",
                "grant_type=authorization_code&code=CODE&redirect_uri=https://other.example&client_id=ID&client_secret=SECRET | code is unknown",
                "grant_type=authorization_code&code=CODE&redirect_uri=https://app.example/callback&client_id=ID&client_secret=no | client_secret is incorrect",
                "grant_type=authorization_code&code=CODE&redirect_uri=https://app.example/callback&client_id=OTHER&client_secret=hush-o | code is unknown",
                "grant_type=refresh_token&refresh_token=none&client_id=ID&client_secret=SECRET | refresh_token is unknown or used",
                "grant_type=refresh_token&client_id=ID&client_secret=SECRET | refresh_token is missing",
                "grant_type=password&client_id=ID&client_secret=SECRET | grant_type is neither",
                "client_id=ID | grant_type is neither"
            })
    void whatIsRefusedHasStatus200AndAnErrorCode(String query, String why) throws Exception {
        try (ControlHarness two = new ControlHarness(CTraderSimulator.builder().application("hush-other", "hush-o"))) {
            HttpResponse<String> consent = two.send(two.at("/apps/auth" + CONSENT + "trading"));
            HttpResponse<String> response = two.send(two.at("/apps/token?"
                    + query.replace("CODE", code(consent))
                            .replace("=ID", "=" + CLIENT_ID)
                            .replace("OTHER", "hush-other")
                            .replace("SECRET", CLIENT_SECRET)));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .startsWith("{\"errorCode\":\"ACCESS_DENIED\",\"description\":\"")
                    .contains(why)
                    .doesNotContain(CLIENT_SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=hush-none&redirect_uri=https://a.example&scope=trading | client_id: there is no such application",
                "redirect_uri=https://a.example&scope=trading | client_id is missing",
                "client_id=ID&redirect_uri=/relative&scope=trading | redirect_uri /relative is not absolute",
                "client_id=ID&redirect_uri=https://a.example%23x&scope=trading | has a fragment",
                "client_id=ID&redirect_uri=https://a.example/%0d%0aX:y&scope=trading | is no address",
                "client_id=ID&redirect_uri=https://a.example&scope=all | scope all is neither trading nor accounts",
                "client_id=ID&redirect_uri=https://a.example | scope is missing",
                "client_id=ID&redirect_uri=https://a.example&scope=trading&account=7 | No account 7"
            })
    void theConsentPageSaysWhatIsWrong(String query, String why) throws Exception {
        HttpResponse<String> response = harness.send(harness.at("/apps/auth?" + query.replace("=ID", "=" + CLIENT_ID)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(why);
    }

    @Test
    void itIsServedOverHttpsWithTheCertificateOfTheSimulatorAndNothingElseIs() throws Exception {
        assertThat(SimulatorDefaults.HOST_NAMES).contains("openapi.ctrader.com", "id.ctrader.com");
        HttpClient client =
                HttpClient.newBuilder().sslContext(simulator.clientSslContext()).build();
        try (ControlServer oauth = ControlServer.startOAuth(simulator, new InetSocketAddress("127.0.0.1", 0))) {
            assertThat(oauth.uri().getScheme()).isEqualTo("https");
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(oauth.uri()
                                    .resolve("/apps/token?grant_type=refresh_token&refresh_token=" + REFRESH_TOKEN
                                            + CREDENTIALS))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"errorCode\":null");
            assertThat(client.send(
                                    HttpRequest.newBuilder(oauth.uri().resolve("/status"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
            int port = oauth.uri().getPort();
            assertThatThrownBy(() -> ControlServer.startOAuth(simulator, new InetSocketAddress("127.0.0.1", port)))
                    .hasMessage("The OAuth endpoint cannot have port " + port + " of 127.0.0.1");
        }
    }

    @Test
    void aTokenOfTheControlEndpointIsNotNeededForOAuth() throws Exception {
        try (ControlServer guarded =
                ControlServer.start(simulator, new InetSocketAddress("127.0.0.1", 0), "hush-sesame")) {
            HttpResponse<String> answer = harness.send(HttpRequest.newBuilder(
                    guarded.uri().resolve("/apps/token?grant_type=refresh_token&refresh_token=none" + CREDENTIALS)));
            assertThat(answer.body()).contains("ACCESS_DENIED");
        }
    }

    private String code(String scope) throws Exception {
        return code(harness.send(harness.at("/apps/auth" + CONSENT + scope)));
    }

    private static String code(HttpResponse<String> consent) {
        return consent.headers().firstValue("Location").orElseThrow().replaceFirst(".*code=", "");
    }

    private String exchange(String code) throws Exception {
        return harness.post(
                "/apps/token",
                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + CALLBACK + CREDENTIALS);
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"(.*?)\"").matcher(json);
        assertThat(value.find()).as(json).isTrue();
        return value.group(1);
    }
}
