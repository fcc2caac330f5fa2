package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.ProxySettings;
import io.github.camelctrader.client.ProxyType;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option of the component, set in the properties file of an application of camel-main, has its effect. */
class OptionsFromPropertiesTest {
    private static final long ACCOUNT = 4711;
    private static final Map<String, String> CREDENTIALS =
            Map.of("clientId", "id-1", "clientSecret", "secret-1", "accessToken", "access-1", "accountId", "4711");

    /** What contradicts options of the first test. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "configuration",
            "#class:" + Whole.class.getName(),
            "tokenFile",
            "DIRECTORY/tokens",
            "orderJournalFile",
            "DIRECTORY/journal",
            "useGlobalSslContextParameters",
            "true");

    private final List<RecordingClient> clients = new CopyOnWriteArrayList<>();
    private final CTraderComponent component = new CTraderComponent((settings, executor) -> {
        clients.add(new RecordingClient(settings));
        return clients.get(clients.size() - 1);
    });
    private final Main main = new Main();
    private final Set<String> seen = new HashSet<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void everyOptionHasItsEffect() throws Exception {
        Map<String, String> options = new TreeMap<>(CREDENTIALS);
        options.put("refreshToken", "refresh-1");
        options.put("tokenStore", "#class:" + Store.class.getName());
        options.put("sslContextParameters", "#class:" + SSLContextParameters.class.getName());
        options.put("orderJournal", "#class:" + MemoryOrderJournal.class.getName());
        options.put("host", "server.example");
        options.put("port", "1234");
        options.put("transport", "websocket");
        options.put("proxyHost", "proxy.example");
        options.put("proxyPort", "3128");
        options.put("proxyType", "socks5");
        options.put("proxyUsername", "user-1");
        options.put("proxyPassword", "password-1");
        options.put("connectTimeout", "11s");
        options.put("requestTimeout", "12s");
        options.put("orderTimeout", "13s");
        options.put("orderAbsenceGrace", "14s");
        options.put("orderJournalRetention", "2d");
        options.put("orderJournalMaxRecords", "15");
        options.put("connectionLinger", "16s");
        options.put("heartbeatInterval", "17s");
        options.put("idleTimeout", "18s");
        options.put("reconnectDelay", "19ms");
        options.put("reconnectMaxDelay", "20s");
        options.put("requestsPerSecond", "21");
        options.put("historicalRequestsPerSecond", "4");
        options.put("limitMargin", "22s");
        options.put("maxFrameLength", "23000");
        options.put("bridgeErrorHandler", "true");
        options.put("lazyStartProducer", "true");
        options.put("autowiredEnabled", "false");
        options.put("healthCheckConsumerEnabled", "false");
        options.put("healthCheckProducerEnabled", "false");

        CTraderEndpoint endpoint = start(options);

        RecordingClient client = clients.get(0);
        ConnectionSettings expected = ConnectionSettings.builder(endpoint.getEnvironment(), "id-1", "secret-1")
                .address("server.example", 1234)
                .transport(Transport.WEBSOCKET)
                .sslContext(component.sslContext(
                        Objects.requireNonNull(endpoint.getConfiguration().getSslContextParameters())))
                .proxy(new ProxySettings(ProxyType.SOCKS5, "proxy.example", 3128, "user-1", "password-1"))
                .connectTimeout(Duration.ofSeconds(11))
                .requestTimeout(Duration.ofSeconds(12))
                .heartbeatInterval(Duration.ofSeconds(17))
                .idleTimeout(Duration.ofSeconds(18))
                .reconnectDelay(Duration.ofMillis(19), Duration.ofSeconds(20))
                .requestLimits(21, 4)
                .limitMargin(Duration.ofSeconds(22))
                .maxFrameLength(23_000)
                .journal(new JournalBounds(Duration.ofDays(2), 15))
                .outcomes(OutcomeSettings.DEFAULT.withAbsenceGrace(Duration.ofSeconds(14)))
                .build();
        assertThat(client.settings()).isEqualTo(expected);
        assertThat(client.accounts).isEqualTo(Map.of(ACCOUNT, "access-1"));
        AccountTokens tokens = Objects.requireNonNull(endpoint.tokens());
        assertThat(tokens.refreshToken()).isEqualTo("refresh-1");
        assertThat(tokens.store()).isInstanceOf(Store.class);
        assertThat(component.getOrderJournal()).isInstanceOf(MemoryOrderJournal.class);
        assertThat(endpoint.requestTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(endpoint.orderTimeout()).isEqualTo(Duration.ofSeconds(13));
        assertThat(component.getConnectionLinger()).isEqualTo(Duration.ofSeconds(16));
        assertThat(endpoint.isBridgeErrorHandler()).isTrue();
        assertThat(endpoint.isLazyStartProducer()).isTrue();
        assertThat(component.isAutowiredEnabled()).isFalse();
        assertThat(component.isHealthCheckConsumerEnabled()).isFalse();
        assertThat(component.isHealthCheckProducerEnabled()).isFalse();

        seen.addAll(EXCLUDED.keySet());
        assertThat(seen).as("all options of the component").isEqualTo(describedOptions());
    }

    @Test
    void whatExcludesOthersHasItsEffectToo() throws Exception {
        Map<String, String> options = new TreeMap<>(CREDENTIALS);
        EXCLUDED.forEach((option, value) -> options.put(option, value.replace("DIRECTORY", directory.toString())));
        main.addOverrideProperty("camel.ssl.enabled", "true");
        // Camel 4.22 takes no notice of a trust store without a key store.
        main.addOverrideProperty("camel.ssl.key-store", "file:" + trustStore());
        main.addOverrideProperty("camel.ssl.keystore-password", "changeit");
        main.addOverrideProperty("camel.ssl.trust-store", "file:" + trustStore());
        main.addOverrideProperty("camel.ssl.trust-store-password", "changeit");

        CTraderEndpoint endpoint = start(options);

        assertThat(clients.get(0).settings().host()).isEqualTo("whole.example");
        assertThat(clients.get(0).settings().sslContext()).isNotNull();
        assertThat(Objects.requireNonNull(endpoint.tokens()).store())
                .isSameAs(component.tokenFile(directory.resolve("tokens").toString()));
        assertThat(directory.resolve("journal")).exists();
    }

    @Test
    void aMisspeltOneIsRefusedByNameWithoutItsValue() {
        Throwable refused = catchThrowable(() -> start(Map.of("clientSecert", "never-show-this")));

        assertThat(refused).hasStackTraceContaining("camel.component.ctrader.client-secert");
        assertThat(refused).message().doesNotContain("never-show-this");
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            assertThat(cause).message().doesNotContain("never-show-this");
        }
    }

    private CTraderEndpoint start(Map<String, String> options) throws Exception {
        Properties properties = new Properties();
        options.forEach((option, value) ->
                properties.setProperty("camel.component.ctrader." + StringHelper.camelCaseToDash(option), value));
        Path file = directory.resolve("application.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        seen.addAll(options.keySet());
        main.setPropertyPlaceholderLocations("file:" + file);
        // Routes of other tests lie where Camel looks for some.
        main.configure().withAutoConfigurationLogSummary(false).withRoutesIncludePattern("false");
        main.bind("ctrader", component);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo").to("mock:events");
            }
        });
        main.start();
        return main.getCamelContext().getEndpoint("ctrader:demo", CTraderEndpoint.class);
    }

    private Path trustStore() throws Exception {
        Path file = directory.resolve("trust.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            empty.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static Set<String> describedOptions() throws Exception {
        String description = "/META-INF/io/github/camelctrader/ctrader.json";
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(CTraderComponent.class.getResourceAsStream(description)),
                StandardCharsets.UTF_8)) {
            JsonObject described = (JsonObject) Jsoner.deserialize(in);
            Map<String, Object> options = Objects.requireNonNull(described.getMap("componentProperties"));
            return options.keySet();
        }
    }

    /** A store that keeps nothing. */
    public static final class Store implements TokenStore {
        @Override
        public List<StoredTokens> load() {
            return List.of();
        }

        @Override
        public void save(StoredTokens tokens) {
            // Nothing is kept.
        }
    }

    /** All options in one object. */
    public static final class Whole extends CTraderConfiguration {
        public Whole() {
            setHost("whole.example");
        }
    }
}
