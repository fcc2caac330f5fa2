package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.DepthMode;
import io.github.camelctrader.client.ProxyType;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.message.RequestTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** What the build generates about the component, as tools and runtimes read it. */
class CatalogTest {
    private static final Set<String> SECRETS =
            Set.of("clientId", "clientSecret", "accessToken", "refreshToken", "proxyUsername", "proxyPassword");
    private static final Set<String> ENDPOINT_ONLY =
            Set.of("eventTypes", "symbols", "spotTimestamps", "slowConsumer", "queueSize", "messageType");
    private static final Set<String> COMPONENT_ONLY = Set.of(
            "useGlobalSslContextParameters",
            "orderJournal",
            "orderJournalFile",
            "orderJournalMaxRecords",
            "connectionLinger");
    private static final Set<String> SHARED = Set.of(
            "clientId",
            "clientSecret",
            "accessToken",
            "refreshToken",
            "tokenStore",
            "tokenFile",
            "accountId",
            "host",
            "port",
            "transport",
            "proxyType",
            "proxyHost",
            "proxyPort",
            "proxyUsername",
            "proxyPassword",
            "sslContextParameters",
            "connectTimeout",
            "requestTimeout",
            "orderJournalRetention",
            "heartbeatInterval",
            "idleTimeout",
            "reconnectDelay",
            "reconnectMaxDelay",
            "requestsPerSecond",
            "historicalRequestsPerSecond",
            "limitMargin",
            "maxFrameLength");

    private final ComponentModel model = JsonMapper.generateComponentModel(json());

    @Test
    void listsTheOptionsOfComponentAndEndpoint() {
        assertThat(model.getComponentOptions())
                .extracting(option -> option.getName())
                .containsAll(SHARED)
                .containsAll(COMPONENT_ONLY)
                .doesNotContainAnyElementsOf(ENDPOINT_ONLY);
        assertThat(model.getEndpointParameterOptions())
                .extracting(EndpointOptionModel::getName)
                .containsAll(SHARED)
                .containsAll(ENDPOINT_ONLY)
                .doesNotContainAnyElementsOf(COMPONENT_ONLY);
    }

    @Test
    void marksSecretsAndNothingElse() {
        assertThat(model.getComponentOptions())
                .allMatch(option -> option.isSecret() == SECRETS.contains(option.getName()));
        assertThat(model.getEndpointOptions())
                .allMatch(option -> option.isSecret() == SECRETS.contains(option.getName()));
    }

    @Test
    void statesTheDefaultsThatAnEndpointReallyHas() {
        CTraderConfiguration defaults = new CTraderConfiguration();

        assertThat(Map.of(
                        "port", defaults.getPort(),
                        "requestsPerSecond", defaults.getRequestsPerSecond(),
                        "historicalRequestsPerSecond", defaults.getHistoricalRequestsPerSecond(),
                        "maxFrameLength", defaults.getMaxFrameLength()))
                .allSatisfy((name, value) ->
                        assertThat(option(name).getDefaultValue()).hasToString(value.toString()));
        assertThat(Map.of(
                        "connectTimeout", defaults.getConnectTimeout(),
                        "requestTimeout", defaults.getRequestTimeout(),
                        "heartbeatInterval", defaults.getHeartbeatInterval(),
                        "idleTimeout", defaults.getIdleTimeout(),
                        "reconnectDelay", defaults.getReconnectDelay(),
                        "reconnectMaxDelay", defaults.getReconnectMaxDelay(),
                        "limitMargin", defaults.getLimitMargin(),
                        "orderJournalRetention", defaults.getOrderJournalRetention()))
                .allSatisfy((name, value) -> assertThat(Duration.ofMillis(TimeUtils.toMilliSeconds(
                                String.valueOf(option(name).getDefaultValue()))))
                        .isEqualTo(value));
        assertThat(SlowConsumer.valueOf(
                        String.valueOf(option("slowConsumer").getDefaultValue()).toUpperCase(Locale.ROOT)))
                .isEqualTo(SlowConsumer.CONFLATE);
        assertThat(option("transport").getDefaultValue())
                .hasToString(defaults.getTransport().toString());
    }

    @Test
    void offersTheNamesOfTheSchemaAndNoOthers() {
        List<String> requests = PayloadTypes.schema().prototypes().stream()
                .filter(RequestTypes::isRequest)
                .map(PayloadTypes::shortName)
                .sorted()
                .toList();
        assertThat(option("messageType").getEnums())
                .containsExactlyElementsOf(
                        Stream.concat(requests.stream(), requests.stream().map(name -> "ProtoOA" + name))
                                .toList());
        assertThat(option("depth").getEnums()).isEqualTo(lowerCase(DepthMode.values()));
        assertThat(option("proxyType").getEnums()).isEqualTo(lowerCase(ProxyType.values()));
        assertThat(option("transport").getEnums()).isEqualTo(lowerCase(Transport.values()));
    }

    private static List<String> lowerCase(Object[] values) {
        return Stream.of(values)
                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void documentsEveryHeader() {
        assertThat(model.getEndpointHeaders())
                .hasSize(CTraderConstants.class.getFields().length)
                .allMatch(header -> header.getName().startsWith("CamelCTrader"))
                .allMatch(header -> !header.getDescription().isBlank());
    }

    @Test
    void isFoundByTheCatalogOfARunningContext() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            RuntimeCamelCatalog catalog = PluginHelper.getRuntimeCamelCatalog(context);

            assertThat(catalog.asEndpointUri("ctrader", Map.of("environment", "demo", "symbols", "EURUSD"), false))
                    .isEqualTo("ctrader:demo?symbols=EURUSD");
            assertThat(catalog.validateProperties("ctrader", Map.of("environment", "demo", "requestTimeout", "3s"))
                            .isSuccess())
                    .isTrue();
            assertThat(catalog.validateProperties("ctrader", Map.of("environment", "demo", "simbols", "EURUSD"))
                            .getUnknown())
                    .containsExactly("simbols");
            for (String uri : List.of(
                    "ctrader:demo?eventTypes=Spot,Execution&trendbars=M1,H1&symbols=EURUSD,2&accountId=1,2",
                    "ctrader:live?messageType=ProtoOANewOrderReq",
                    "ctrader:demo?messageType=NewOrderReq&orderReply=final&proxyType=socks5")) {
                assertThat(catalog.validateProperties("ctrader", catalog.endpointProperties(uri))
                                .isSuccess())
                        .as(uri)
                        .isTrue();
            }
        }
    }

    @Test
    void describesItselfToTools() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = resource("/META-INF/services/org/apache/camel/component.properties")) {
            properties.load(in);
        }
        assertThat(properties)
                .containsEntry("components", "ctrader")
                .containsEntry("groupId", "io.github.camel-ctrader")
                .containsEntry("artifactId", "camel-ctrader");
        assertThat(properties.getProperty("version")).isNotBlank().doesNotContain("$");
        assertThat(model.isAsync()).isTrue();
        assertThat(model.getLabel()).isEqualTo("finance");
    }

    @Test
    void carriesItsIndexAndMarkers() throws IOException {
        for (String name : new String[] {
            "/META-INF/jandex.idx",
            "/META-INF/services/org/apache/camel/component/ctrader",
            "/META-INF/services/org/apache/camel/urifactory/ctrader-endpoint",
            "/META-INF/services/org/apache/camel/transformer/ctrader-json",
            "/META-INF/services/org/apache/camel/TypeConverterLoader"
        }) {
            try (InputStream in = resource(name)) {
                assertThat(in.read()).isNotNegative();
            }
        }
    }

    private EndpointOptionModel option(String name) {
        return model.getEndpointOptions().stream()
                .filter(option -> option.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String json() {
        try (InputStream in = resource("/META-INF/io/github/camelctrader/ctrader.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(CatalogTest.class.getResourceAsStream(name), name);
    }
}
