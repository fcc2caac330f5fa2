package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can never work fails at start, before anything is connected, and says what to mend. */
class OptionErrorsTest {
    static Stream<Arguments> wrongConsumers() {
        return Stream.of(
                arguments("ctrader:paper", "environment = paper: must be demo or live"),
                arguments("ctrader:demo?eventTypes=Spot,Tick", "eventTypes = Tick: must be one of"),
                arguments("ctrader:demo?eventTypes=Spot,,Gap", "eventTypes = : must be one of"),
                arguments("ctrader:demo?eventTypes=VersionRes", "AccountDisconnect, AccountsTokenInvalidated"),
                arguments("ctrader:demo?eventTypes=Heartbeat", "Connection"),
                arguments("ctrader:demo?symbols=EURUSD", "symbols = [EURUSD]: needs accountId"),
                arguments("ctrader:demo?accountId=1&symbols=EURUSD,", "symbols = EURUSD,: must be a list"),
                arguments("ctrader:demo?accountId=12a", "accountId = 12a: must be a ctidTraderAccountId"),
                arguments("ctrader:demo?accountId=0", "accountId = 0: must be a ctidTraderAccountId"),
                arguments("ctrader:demo?accountId=1,,2", "accountId = : must be a ctidTraderAccountId"),
                arguments("ctrader:demo?accountId=1&accessToken= ", "accessToken = (absent): accountId = [1] needs"),
                arguments("ctrader:demo?clientId= ", "clientId = (blank)"),
                arguments("ctrader:demo?clientSecret= ", "clientSecret = (blank)"),
                arguments("ctrader:demo?queueSize=0", "queueSize = 0: must be 1 or more"),
                arguments(
                        "ctrader:demo?accountId=1&symbols=EURUSD&trendbars=M1,M7",
                        "trendbars = M7: must be one of [M1, M2"),
                arguments("ctrader:demo?accountId=1&symbols=EURUSD&trendbars=M1,", "trendbars = M1,: must be a list"),
                arguments("ctrader:demo?accountId=1&trendbars=M1", "trendbars = [M1]: needs symbols"),
                arguments("ctrader:demo?accountId=1&depth=book", "depth = book: needs symbols"),
                arguments(
                        "ctrader:demo?accountId=1&symbols=EURUSD&depth=delta&eventTypes=Spot",
                        "depth = delta: contradicts eventTypes"),
                arguments(
                        "ctrader:demo?accountId=1&symbols=EURUSD&eventTypes=Trendbar",
                        "trendbars = (absent): says which bars"),
                arguments(
                        "ctrader:demo?accountId=1&symbols=EURUSD&trendbars=H1&eventTypes=Execution",
                        "trendbars = [H1]: contradicts eventTypes"),
                arguments("ctrader:demo?proxyPort=1", "proxyHost = (absent): the other options of a proxy need it"),
                arguments("ctrader:demo?proxyHost=p", "proxyPort = 0: must be between 1 and 65535"),
                arguments(
                        "ctrader:demo?proxyHost=p&proxyPort=1&proxyUsername=u",
                        "proxyPassword = (absent): a login needs"),
                arguments(
                        "ctrader:demo?proxyHost=p&proxyPort=1&proxyUsername=u:v&proxyPassword=w",
                        "proxyUsername = (not shown): must not have a colon"),
                arguments(
                        "ctrader:demo?proxyType=socks5&proxyHost=p&proxyPort=1&proxyUsername=u&proxyPassword="
                                + "w".repeat(256),
                        "proxyPassword = (not shown): must have between 1 and 255 bytes"),
                arguments("ctrader:demo?port=70000", "port = 70000: must be between 1 and 65535"),
                arguments("ctrader:demo?connectTimeout=0s", "connectTimeout = PT0S: must be longer than zero"),
                arguments("ctrader:demo?requestTimeout=0s", "requestTimeout = PT0S: must be longer than zero"),
                arguments("ctrader:demo?orderTimeout=0s", "orderTimeout = PT0S: must be longer than zero"),
                arguments("ctrader:demo?orderJournalRetention=0s", "orderJournalRetention = PT0S: must be longer"),
                arguments("ctrader:demo?orderAbsenceGrace=0s", "orderAbsenceGrace = PT0S: must be longer than zero"),
                arguments(
                        "ctrader:demo?idleTimeout=5s",
                        "idleTimeout = PT5S: must be longer than heartbeatInterval = PT10S"),
                arguments("ctrader:demo?reconnectMaxDelay=100ms", "must not be shorter than reconnectDelay = PT0.5S"),
                arguments(
                        "ctrader:demo?requestsPerSecond=4",
                        "historicalRequestsPerSecond = 5: must be between 1 and requestsPerSecond = 4"),
                arguments(
                        "ctrader:demo?connectTimeout=9000000000s",
                        "connectTimeout = PT2500000H: must not be longer than 10000 days"),
                arguments("ctrader:demo?maxFrameLength=10", "maxFrameLength = 10: must be 1024 bytes or more"),
                arguments("ctrader:demo?messageType=VersionReq", "messageType = (set): is an option of producers"),
                arguments("ctrader:demo?accountId=1&pinAccount=true", "pinAccount = (set): is an option of producers"),
                arguments("ctrader:demo?paging=all", "paging = (set): is an option of producers"),
                arguments("ctrader:demo?operation=profit", "operation = (set): is an option of producers"),
                arguments("ctrader:demo?MESSAGETYPE=VersionReq", "messageType = (set): is an option of producers"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongConsumers")
    void refusesAConsumer(String uri, String message) {
        assertRefused(from(uri), message);
    }

    static Stream<Arguments> wrongProducers() {
        return Stream.of(
                arguments("ctrader:paper", "environment = paper: must be demo or live"),
                arguments(
                        "ctrader:demo?messageType=SpotEvent", "messageType = SpotEvent: must be one of AccountAuthReq"),
                arguments("ctrader:demo?messageType=NewOrder", "messageType = NewOrder: must be one of"),
                arguments("ctrader:demo?accountId=1,2", "accountId = 1,2: a producer takes one account"),
                arguments("ctrader:demo?accountId=1&accessToken= ", "accessToken = (absent): accountId = [1] needs"),
                arguments("ctrader:demo?clientId= ", "clientId = (blank)"),
                arguments("ctrader:demo?requestTimeout=0s", "requestTimeout = PT0S: must be longer than zero"),
                arguments("ctrader:demo?orderTimeout=0s", "orderTimeout = PT0S: must be longer than zero"),
                arguments("ctrader:demo?orderJournalRetention=0s", "orderJournalRetention = PT0S: must be longer"),
                arguments("ctrader:demo?orderAbsenceGrace=0s", "orderAbsenceGrace = PT0S: must be longer than zero"),
                arguments(
                        "ctrader:demo?requestTimeout=9000000000s",
                        "requestTimeout = PT2500000H: must not be longer than 10000 days"),
                arguments("ctrader:demo?pinAccount=true", "pinAccount = true: needs accountId"),
                arguments(
                        "ctrader:demo?messageType=ReconcileReq&paging=pages",
                        "paging = pages: contradicts ProtoOAReconcileReq, which has no pages: only"
                                + " ProtoOAGetTrendbarsReq"),
                arguments("ctrader:demo?eventTypes=Spot", "eventTypes = (set): is an option of consumers"),
                arguments("ctrader:demo?symbols=EURUSD", "symbols = (set): is an option of consumers"),
                arguments("ctrader:demo?depth=book", "depth = (set): is an option of consumers"),
                arguments("ctrader:demo?trendbars=M1", "trendbars = (set): is an option of consumers"),
                arguments("ctrader:demo?spotTimestamps=true", "spotTimestamps = (set): is an option of consumers"),
                arguments("ctrader:demo?slowConsumer=queue", "slowConsumer = (set): is an option of consumers"),
                arguments("ctrader:demo?queueSize=1", "queueSize = (set): is an option of consumers"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongProducers")
    void refusesAProducer(String uri, String message) {
        assertRefused(to(uri), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctrader:demo?noSuchOption=1",
                "ctrader:demo?connectTimeout=soon",
                "ctrader:demo?slowConsumer=drop",
                "ctrader:demo?depth=deep",
                "ctrader:demo?transport=udp",
                "ctrader:demo?proxyType=ftp",
                "ctrader:demo?requestsPerSecond=many"
            })
    void refusesWhatNoOptionTakes(String uri) throws Exception {
        String option = uri.substring(uri.indexOf('?') + 1, uri.lastIndexOf('='));
        try (ClientlessCamel camel = new ClientlessCamel()) {
            assertThatThrownBy(() -> camel.start(from(uri))).hasStackTraceContaining(option);
            assertThat(camel.clients).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctrader:demo",
                "ctrader:DEMO?eventTypes=spot",
                "ctrader:Live?eventTypes=ProtoOASpotEvent,EXECUTION,Connection,gap",
                "ctrader:demo?eventTypes=All,Gap",
                "ctrader:demo?eventTypes=v1PnLChange&slowConsumer=QUEUE",
                "ctrader:demo?accountId=1, 2&symbols=EURUSD, 2&heartbeatInterval=5000&idleTimeout=2m"
            })
    void takesEveryFormOfAValue(String uri) throws Exception {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.start(from(uri));
            assertThat(camel.clients).hasSize(1);
        }
    }

    @Test
    void saysThatNothingIsSetAndWhere() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setConfiguration(new CTraderConfiguration());
            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(from("ctrader:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("clientId")
                    .hasMessageContaining("set it on the component, camel.component.ctrader.client-id");
        }
    }

    @Test
    void refusesTlsParametersThatGiveNoContext() {
        SSLContextParameters broken = new SSLContextParameters();
        KeyStoreParameters missing = new KeyStoreParameters();
        missing.setResource("file:no/such/store.p12");
        TrustManagersParameters trustManagers = new TrustManagersParameters();
        trustManagers.setKeyStore(missing);
        broken.setTrustManagers(trustManagers);
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.getConfiguration().setSslContextParameters(broken);
            assertThatThrownBy(() -> camel.start(from("ctrader:demo")))
                    .hasStackTraceContaining("sslContextParameters = SSLContextParameters: gives no TLS context");
        }
    }

    @Test
    void refusesToTakeParametersFromAContextThatHasNone() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setUseGlobalSslContextParameters(true);
            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(from("ctrader:demo")))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("useGlobalSslContextParameters = true");
            assertThat(camel.clients).isEmpty();
        }
    }

    private static void assertRefused(RouteBuilder routes, String message) {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(routes))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(message);
            assertThat(camel.clients).isEmpty();
        }
    }

    private static RouteBuilder from(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:events");
            }
        };
    }

    private static RouteBuilder to(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:requests").to(uri);
            }
        };
    }

    /** As camel-main and Quarkus set them. */
    @Test
    void aMisspeltPropertyIsRefusedByNameWithoutItsValueWhichMayBeASecret() {
        DefaultCamelContext context = new DefaultCamelContext();
        CTraderComponent component = new CTraderComponent(context);
        context.addComponent("ctrader", component);
        PropertyBindingSupport.build()
                .withMandatory(true)
                .withIgnoreCase(true)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .bind(
                        context,
                        component,
                        new HashMap<>(Map.of("clientSecert", "never-show-this", "host", "server.example")));

        Throwable refused = catchThrowable(context::start);

        assertThat(component.getConfiguration().getHost()).isEqualTo("server.example");
        assertThat(refused)
                .hasStackTraceContaining("camel.component.ctrader.client-secert = (not shown): is no option");
        assertThat(refused.toString() + ClientlessCamel.root(refused)).doesNotContain("never-show-this");
        context.stop();
    }

    /** Camel-main and Quarkus set options in alphabetical order, so that the whole configuration comes after the first of them. */
    @Test
    void optionsBesideAWholeConfigurationWinWhicheverIsSetFirst() {
        DefaultCamelContext context = new DefaultCamelContext();
        CTraderComponent component = new CTraderComponent(context);
        context.addComponent("ctrader", component);
        CTraderConfiguration whole = new CTraderConfiguration();
        whole.setAccountId("1");
        whole.setTokenFile("whole.tokens");

        PropertyConfigurer options = Objects.requireNonNull(component.getComponentPropertyConfigurer());
        options.configure(context, component, "accountId", "2", true);
        options.configure(context, component, "configuration", whole, true);
        options.configure(context, component, "host", "server.example", true);

        CTraderConfiguration result = component.getConfiguration();
        assertThat(result.getAccountId()).isEqualTo("2");
        assertThat(result.getHost()).isEqualTo("server.example");
        assertThat(result.getTokenFile()).isEqualTo("whole.tokens");
        context.stop();
    }
}
