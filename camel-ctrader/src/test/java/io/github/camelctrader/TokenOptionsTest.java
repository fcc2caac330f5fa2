package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options about tokens: what belongs together, what contradicts, and what a route sees of a refresh. */
class TokenOptionsTest {
    @TempDir
    Path directory;

    /** What the component and the URI name, and the pair that results. */
    @ParameterizedTest
    @CsvSource({
        "'',                                 A,     R",
        "accessToken=other,                  other, ",
        "accessToken=A,                      A,     R",
        "refreshToken=other,                 ,      other",
        "refreshToken=R,                     A,     R",
        "accessToken=other&refreshToken=new, other, new",
    })
    void tokensComeInPairs(String uri, @Nullable String accessToken, @Nullable String refreshToken) throws Exception {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            // Camel itself logs URIs at TRACE, so these are no secrets that the log must not show.
            camel.component.getConfiguration().setAccessToken("A");
            camel.component.getConfiguration().setRefreshToken("R");
            CTraderEndpoint endpoint = camel.context.getEndpoint("ctrader:demo?" + uri, CTraderEndpoint.class);

            assertThat(endpoint.tokens()).isEqualTo(new AccountTokens(accessToken, refreshToken, null));
        }
    }

    @Test
    void twoPlacesForTokensAreRefused() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.getConfiguration().setTokenStore(new NoStore());
            camel.component
                    .getConfiguration()
                    .setTokenFile(directory.resolve("t").toString());

            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(consumer("ctrader:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("tokenFile")
                    .hasMessageContaining("contradicts tokenStore");
            assertThat(camel.clients).isEmpty();
        }
    }

    @Test
    void anEndpointMayKeepItsTokensInAnotherPlaceThanTheComponent() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.getConfiguration().setTokenStore(new NoStore());
            Path file = directory.resolve("t");
            CTraderEndpoint endpoint =
                    camel.context.getEndpoint("ctrader:demo?tokenFile=" + file, CTraderEndpoint.class);

            AccountTokens tokens = Objects.requireNonNull(endpoint.tokens());
            assertThat(tokens.store()).isInstanceOf(FileTokenStore.class).hasToString(file.toString());
            assertThat(Objects.requireNonNull(endpoint.tokens()).store()).isSameAs(tokens.store());
        }
    }

    @ParameterizedTest
    @CsvSource({"no/such/file, its directory does not exist", "damaged, is damaged or no file of tokens"})
    void aFileThatCannotBeUsedIsToldAtStart(String name, String reason) throws IOException {
        Files.writeString(directory.resolve("damaged"), "nonsense");
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component
                    .getConfiguration()
                    .setTokenFile(directory.resolve(name).toString());

            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(consumer("ctrader:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("tokenFile = " + directory.resolve(name))
                    .hasMessageContaining(reason);
            assertThat(camel.clients).isEmpty();
        }
    }

    @Test
    void routesHearOfARefreshAndAskWithTheNewToken() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            CTraderConfiguration configuration = camel.component.getConfiguration();
            configuration.setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
            configuration.setRefreshToken(SimulatorDefaults.REFRESH_TOKEN);
            configuration.setTokenFile(directory.resolve("tokens").toString());
            camel.simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?eventTypes=TokenRefreshed").to("mock:refreshed");
                    from("direct:trader").to("ctrader:demo?messageType=TraderReq");
                    from("direct:accounts").to("ctrader:demo?messageType=GetAccountListByAccessTokenReq");
                }
            });
            assertThat(camel.template().request("direct:trader", exchange -> {}).getException())
                    .isNull();
            await().until(() -> camel.mock("refreshed").getReceivedCounter() > 0);

            var event = camel.mock("refreshed").getExchanges().get(0).getMessage();
            assertThat(event.getHeader(CTraderConstants.MESSAGE_TYPE)).isEqualTo("TokenRefreshedEvent");
            assertThat(event.getHeader(CTraderConstants.ACCOUNT_ID)).isEqualTo(SimulatorCamel.ACCOUNT);
            assertThat(event.getBody(Map.class))
                    .containsEntry("saved", true)
                    .containsEntry("accounts", List.of(SimulatorCamel.ACCOUNT))
                    .containsKey("expiresAt");
            assertThat(event.getBody(String.class)).doesNotContain("hush-");
            assertThat(camel.template()
                            .request("direct:accounts", exchange -> {})
                            .getException())
                    .as("the present token is filled in")
                    .isNull();
        }
    }

    @Test
    void newCredentialsTakeThePlaceOfRefusedOnes() throws Exception {
        try (SimulatorCamel camel = new SimulatorCamel()) {
            camel.component.getConfiguration().setClientSecret("hush-wrong-secret");
            camel.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:wrong").to("ctrader:demo?messageType=VersionReq");
                }
            });
            assertThat(camel.template().request("direct:wrong", exchange -> {}).getException())
                    .hasMessageContaining("clientSecret");
            camel.component.getConfiguration().setClientSecret(SimulatorDefaults.CLIENT_SECRET);
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:right").to("ctrader:demo?messageType=VersionReq&lazyStartProducer=false");
                }
            });

            assertThat(camel.template().request("direct:right", exchange -> {}).getException())
                    .isNull();
            assertThat(camel.template().request("direct:wrong", exchange -> {}).getException())
                    .as("the connection is shared")
                    .isNull();
        }
    }

    private static RouteBuilder consumer(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:events");
            }
        };
    }

    private static final class NoStore implements TokenStore {
        @Override
        public List<StoredTokens> load() {
            return List.of();
        }

        @Override
        public void save(StoredTokens tokens) {
            throw new UnsupportedOperationException("no token is saved in these tests");
        }
    }
}
