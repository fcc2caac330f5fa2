package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionSettingsTest {
    private static final OutcomeSettings QUICK = new OutcomeSettings(second(1), second(1), second(1), second(1));

    private static final String ID = "secret-of-the-id";
    private static final String SECRET = "secret-of-the-secret";
    private static final Duration LONG = Duration.ofDays(293 * 365);
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    @ParameterizedTest
    @EnumSource
    void theDefaultsAreThoseOfTheOptionsAndOfTheServer(Environment environment) {
        ConnectionSettings settings =
                ConnectionSettings.builder(environment, ID, SECRET).build();

        assertThat(settings.environment()).isEqualTo(environment);
        assertThat(settings.host()).isEqualTo(environment.officialHost());
        assertThat(settings.port()).isEqualTo(5035);
        assertThat(settings.transport()).isEqualTo(Transport.TCP);
        assertThat(settings.clientId()).isEqualTo(ID);
        assertThat(settings.clientSecret()).isEqualTo(SECRET);
        assertThat(settings.sslContext()).isNull();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.reconnectDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.reconnectMaxDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.requestsPerSecond()).isEqualTo(50);
        assertThat(settings.historicalRequestsPerSecond()).isEqualTo(5);
        assertThat(settings.limitMargin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.queueSize()).isEqualTo(10_000);
        assertThat(settings.maxFrameLength()).isEqualTo(15_000_000);
        assertThat(settings.outcomes()).isEqualTo(OutcomeSettings.DEFAULT);
        assertThat(settings.journal()).isEqualTo(new JournalBounds(Duration.ofDays(7), 50_000));
    }

    static List<Arguments> refused() {
        return List.of(
                refused("host", "host = : must not be blank", b -> b.address("", 5035)),
                refused("host", "host =  \t: must not be blank", b -> b.address(" \t", 5035)),
                refused("port", "port = 0: must be between 1 and 65535", b -> b.address("h", 0)),
                refused("port", "port = 65536: must be between 1 and 65535", b -> b.address("h", 65_536)),
                refused("connectTimeout", "longer than zero", b -> b.connectTimeout(Duration.ZERO)),
                refused("connectTimeout", "longer than zero", b -> b.connectTimeout(NEGATIVE)),
                refused("requestTimeout", "longer than zero", b -> b.requestTimeout(Duration.ZERO)),
                refused("heartbeatInterval", "longer than zero", b -> b.heartbeatInterval(Duration.ZERO)),
                refused(
                        "idleTimeout",
                        "idleTimeout = PT10S: must be longer than heartbeatInterval = PT10S",
                        b -> b.idleTimeout(Duration.ofSeconds(10))),
                refused(
                        "reconnectDelay",
                        "longer than zero",
                        b -> b.reconnectDelay(Duration.ZERO, Duration.ofSeconds(1))),
                refused(
                        "reconnectMaxDelay",
                        "reconnectMaxDelay = PT1S: must not be shorter than reconnectDelay = PT2S",
                        b -> b.reconnectDelay(Duration.ofSeconds(2), Duration.ofSeconds(1))),
                refused("requestsPerSecond", "must be 1 or more", b -> b.requestLimits(0, 0)),
                refused(
                        "historicalRequestsPerSecond",
                        "historicalRequestsPerSecond = 0: must be between 1 and requestsPerSecond = 9",
                        b -> b.requestLimits(9, 0)),
                refused(
                        "historicalRequestsPerSecond",
                        "historicalRequestsPerSecond = 10: must be between 1 and requestsPerSecond = 9",
                        b -> b.requestLimits(9, 10)),
                refused("limitMargin", "must not be negative", b -> b.limitMargin(NEGATIVE)),
                tooLong("connectTimeout", b -> b.connectTimeout(LONG)),
                tooLong("requestTimeout", b -> b.requestTimeout(LONG)),
                tooLong("heartbeatInterval", b -> b.heartbeatInterval(LONG).idleTimeout(LONG.plusDays(1))),
                tooLong("idleTimeout", b -> b.idleTimeout(LONG)),
                tooLong("reconnectDelay", b -> b.reconnectDelay(LONG, LONG)),
                tooLong("reconnectMaxDelay", b -> b.reconnectDelay(second(1), LONG)),
                tooLong("limitMargin", b -> b.limitMargin(LONG)),
                refused("queueSize", "queueSize = 0: must be 1 or more", b -> b.queueSize(0)),
                refused(
                        "maxFrameLength",
                        "maxFrameLength = 1023: must be 1024 bytes or more",
                        b -> b.maxFrameLength(1023)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void whatIsOutOfRangeOrContradictsAnotherIsRefusedByName(
            String option, String message, UnaryOperator<ConnectionSettings.Builder> change) {
        ConnectionSettings.Builder builder = change.apply(ConnectionSettings.builder(Environment.DEMO, ID, SECRET));

        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, builder::build);
        assertThat(refused).hasMessageContaining(message).hasMessageNotContainingAny(ID, SECRET);
        assertThat(refused.getField()).isEqualTo(option);
        assertThat(refused.getRetryability()).isEqualTo(Retryability.AFTER_FIX);
    }

    @Test
    void missingCredentialsAreNamedAndTheOtherOnesNotShown() {
        for (String blank : List.of("", "  ")) {
            InvalidRequestException id = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> ConnectionSettings.builder(Environment.DEMO, blank, SECRET)
                            .build());
            assertThat(id.getField()).isEqualTo("clientId");
            assertThat(id).hasMessageNotContaining(SECRET).hasMessageContaining("set it on the component");

            InvalidRequestException secret = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> ConnectionSettings.builder(Environment.DEMO, ID, blank)
                            .build());
            assertThat(secret.getField()).isEqualTo("clientSecret");
            assertThat(secret).hasMessageNotContaining(ID).hasMessageContaining("set it on the component");
        }
    }

    @Test
    void theSmallestValuesAreTaken() {
        Duration least = Duration.ofNanos(1);
        ConnectionSettings settings = ConnectionSettings.builder(Environment.DEMO, ID, SECRET)
                .address("h", 1)
                .connectTimeout(least)
                .requestTimeout(least)
                .heartbeatInterval(least)
                .idleTimeout(Duration.ofNanos(2))
                .reconnectDelay(least, least)
                .requestLimits(1, 1)
                .limitMargin(Duration.ZERO)
                .queueSize(1)
                .maxFrameLength(1024)
                .build();

        assertThat(settings.port()).isOne();
    }

    @Test
    void settingsThatAgreeDifferInNothing() {
        assertThat(settings(b -> b).differencesFrom(settings(b -> b))).isEmpty();
    }

    @Test
    void theGraceOfAbsencesIsNamedLikeItsOption() {
        ConnectionSettings one =
                ConnectionSettings.builder(Environment.DEMO, "id", "secret").build();
        ConnectionSettings other = one.toBuilder()
                .outcomes(OutcomeSettings.DEFAULT.withAbsenceGrace(Duration.ofSeconds(5)))
                .build();

        assertThat(one.differencesFrom(other)).containsExactly("orderAbsenceGrace = PT15S here but PT5S there");
    }

    @Test
    void everySettingOfAConnectionThatDiffersIsNamedWithBothValues() throws NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        Map<String, ConnectionSettings> others = new LinkedHashMap<>();
        others.put("host = demo.ctraderapi.com here but h there", settings(b -> b.address("h", 5035)));
        others.put("port = 5035 here but 1 there", settings(b -> b.address("demo.ctraderapi.com", 1)));
        others.put(
                "clientId differs (values not shown)",
                ConnectionSettings.builder(Environment.DEMO, "other", SECRET).build());
        others.put(
                "clientSecret differs (values not shown)",
                ConnectionSettings.builder(Environment.DEMO, ID, "other").build());
        others.put("sslContextParameters differs (values not shown)", settings(b -> b.sslContext(context)));
        others.put("transport = tcp here but websocket there", settings(b -> b.transport(Transport.WEBSOCKET)));
        others.put("connectTimeout = PT10S here but PT1S there", settings(b -> b.connectTimeout(second(1))));
        others.put("heartbeatInterval = PT10S here but PT1S there", settings(b -> b.heartbeatInterval(second(1))));
        others.put("idleTimeout = PT1M here but PT11S there", settings(b -> b.idleTimeout(second(11))));
        others.put(
                "reconnectDelay = PT0.5S here but PT1S there", settings(b -> b.reconnectDelay(second(1), second(30))));
        others.put(
                "reconnectMaxDelay = PT30S here but PT1S there",
                settings(b -> b.reconnectDelay(Duration.ofMillis(500), second(1))));
        others.put("requestsPerSecond = 50 here but 49 there", settings(b -> b.requestLimits(49, 5)));
        others.put("historicalRequestsPerSecond = 5 here but 4 there", settings(b -> b.requestLimits(50, 4)));
        others.put("limitMargin = PT30S here but PT2S there", settings(b -> b.limitMargin(second(2))));
        others.put(
                "outcomes = " + OutcomeSettings.DEFAULT + " here but " + QUICK + " there",
                settings(b -> b.outcomes(QUICK)));
        others.put(
                "orderJournalRetention = PT168H here but PT1H there",
                settings(b -> b.journal(new JournalBounds(Duration.ofHours(1), 50_000))));
        others.put("queueSize = 10000 here but 1 there", settings(b -> b.queueSize(1)));
        others.put("maxFrameLength = 15000000 here but 1024 there", settings(b -> b.maxFrameLength(1024)));

        others.forEach((difference, other) -> {
            assertThat(settings(b -> b).differencesFrom(other)).containsExactly(difference);
            assertThat(other.toBuilder().build())
                    .as("what a builder takes over")
                    .isEqualTo(other);
        });
        assertThat(Arrays.stream(ConnectionSettings.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getName))
                .as("the environment tells connections apart; every endpoint may have its own requestTimeout")
                .hasSize(others.size() + 3)
                .contains("environment", "requestTimeout", "proxy");
        ConnectionSettings patient = settings(b -> b.requestTimeout(second(1)));
        assertThat(settings(b -> b).differencesFrom(patient)).isEmpty();
        assertThat(patient.toBuilder().build()).isEqualTo(patient);
    }

    @Test
    void everyOptionOfAProxyThatDiffersIsNamedAndItsLoginIsNotShown() {
        ConnectionSettings mine = behind(new ProxySettings(ProxyType.HTTP, "p", 1, "u", "w"));
        Map<String, ProxySettings> others = Map.of(
                "proxyType = http here but socks5 there", new ProxySettings(ProxyType.SOCKS5, "p", 1, "u", "w"),
                "proxyHost = p here but q there", new ProxySettings(ProxyType.HTTP, "q", 1, "u", "w"),
                "proxyPort = 1 here but 2 there", new ProxySettings(ProxyType.HTTP, "p", 2, "u", "w"),
                "proxyUsername differs (values not shown)", new ProxySettings(ProxyType.HTTP, "p", 1, "v", "w"),
                "proxyPassword differs (values not shown)", new ProxySettings(ProxyType.HTTP, "p", 1, "u", "x"));

        others.forEach((difference, other) ->
                assertThat(mine.differencesFrom(behind(other))).containsExactly(difference));
        assertThat(settings(b -> b).differencesFrom(mine)).hasSize(5).contains("proxyHost = null here but p there");
        assertThat(mine.toBuilder().build()).isEqualTo(mine);
        assertThat(new ProxySettings(ProxyType.HTTP, "::1", 1, "user", "word")).hasToString("http proxy [::1]:1");
    }

    private static ConnectionSettings behind(ProxySettings proxy) {
        return settings(b -> b.proxy(proxy));
    }

    @Test
    void boundsOfTheJournalKeepSomethingAndDifferToo() {
        assertThat(settings(b -> b).differencesFrom(settings(b -> b.journal(new JournalBounds(Duration.ofDays(7), 1)))))
                .containsExactly("orderJournalMaxRecords = 50000 here but 1 there");
        assertThatThrownBy(() -> new JournalBounds(Duration.ZERO, 1))
                .hasMessageContaining("orderJournalRetention = PT0S: must be longer than zero");
        assertThatThrownBy(() -> new JournalBounds(Duration.ofDays(1), 0))
                .hasMessageContaining("orderJournalMaxRecords = 0: must be 1 or more");
    }

    @Test
    void otherCredentialsChangeNothingElse() {
        ConnectionSettings settings = settings(b -> b.address("h", 1).queueSize(7));

        assertThat(settings.withCredentials("other-id", "other-secret"))
                .isEqualTo(ConnectionSettings.builder(Environment.DEMO, "other-id", "other-secret")
                        .address("h", 1)
                        .queueSize(7)
                        .build());
    }

    @Test
    void allDifferencesAreNamedAtOnceAndNoSecretIsShown() {
        List<String> differences = settings(b -> b)
                .differencesFrom(ConnectionSettings.builder(Environment.DEMO, "other-id", "other-secret")
                        .queueSize(1)
                        .build());

        assertThat(differences).hasSize(3);
        assertThat(String.join(" ", differences)).doesNotContain(ID, SECRET, "other-id", "other-secret");
    }

    @Test
    void asTextThereIsOnlyTheAddress() {
        assertThat(settings(b -> b.address("h", 1))).hasToString("ConnectionSettings[demo at h:1]");
    }

    private static ConnectionSettings settings(UnaryOperator<ConnectionSettings.Builder> change) {
        return change.apply(ConnectionSettings.builder(Environment.DEMO, ID, SECRET))
                .build();
    }

    private static Duration second(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Arguments tooLong(String option, UnaryOperator<ConnectionSettings.Builder> change) {
        return refused(option, option + " = " + LONG + ": must not be longer than 10000 days", change);
    }

    private static Arguments refused(String option, String message, UnaryOperator<ConnectionSettings.Builder> change) {
        return Arguments.of(option, message, change);
    }
}
