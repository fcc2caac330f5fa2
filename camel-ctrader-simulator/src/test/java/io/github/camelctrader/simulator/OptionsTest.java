package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever can be set in Java can be set on the command line. */
class OptionsTest {
    /** Options whose name is not that of the method. */
    private static final Map<String, String> RENAMED = Map.of(
            "application", "client",
            "symbol", "symbols",
            "trading", "switch",
            "serverHeartbeatInterval", "heartbeat",
            "historicalRequestsPerSecond", "history-requests-per-second");

    /** What only makes sense in Java, or is an option of the program itself. */
    private static final Set<String> JAVA_ONLY =
            Set.of("withoutDefaults", "feedPaused", "hostNames", "clock", "journalListener", "start");

    @Test
    void everySettingOfTheBuilderIsAnOption() {
        assertThat(Arrays.stream(SimulatorBuilder.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == SimulatorBuilder.class)
                        .map(Method::getName)
                        .filter(name -> !JAVA_ONLY.contains(name))
                        .map(name -> "--"
                                + RENAMED.getOrDefault(
                                        name, name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))))
                .allSatisfy(option -> assertThat(Options.usage()).contains("  " + option + " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--second-application-auth-error | NO_SUCH | is none of",
                "--version-before-application-auth | maybe | neither yes nor no",
                "--token-events-before-refresh-answer | 1 | neither yes nor no",
                "--max-frame-length | 0 | maxFrameLength 0 is not between 1",
                "--market-hours | sometimes | is none of ALWAYS, WEEKDAYS",
                "--holiday | 25.12.2026 | is no date such as 2026-12-25",
                "--account | 3001,dem,token | neither demo nor live: dem",
                "--account | 3001 | is not ID,demo",
                "--switch | NONE | is none of DUPLICATE_CLIENT_ORDER_ID_REFUSED",
                "--client | id | is not A:B",
                "--symbols | no-such-file | cannot be read",
                "--control-port | 70000 | port 70000 is not between 0 and 65535",
                "--trigger-delay | 145 | not a time: 145"
            })
    void whatDoesNotFitIsSaid(String option, String value, String rule) {
        assertThatThrownBy(() -> Options.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(option + " " + value + ": " + rule);
    }

    @ParameterizedTest
    @CsvSource({
        "--demo-port, 70000, demoPort 70000 is not between 0 and 65535",
        "--live-port, x, 'not a whole number, or too great'",
        "--seed, 1.5, 'not a whole number, or too great'",
        "--quotes-per-second, -1, quotesPerSecond -1 is not between 0 and 1000"
    })
    void aWrongValueIsNamedWithItsOptionAndTheRule(String option, String value, String rule) {
        assertThatThrownBy(() -> Options.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(option + " " + value + ": " + rule);
        assertThatThrownBy(() -> Options.parse(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option);
    }

    private static Options onFreePorts(String... others) {
        return Options.parse(Stream.concat(
                        Stream.of("--demo-port", "0", "--live-port", "0", "--live-address", "127.0.0.1"),
                        Arrays.stream(others))
                .toArray(String[]::new));
    }

    @Test
    void switchesOfTheSessionDoWhatTheySay() throws Exception {
        Options options = onFreePorts(
                "--version-before-application-auth",
                "yes",
                "--second-application-auth-error",
                "CH_CLIENT_ALREADY_AUTHENTICATED",
                "--max-frame-length",
                "200");
        try (CTraderSimulator simulator = options.builder().quotesPerSecond(0).start();
                TestClient client = TestClient.demo(simulator)) {
            client.request(ProtoOAVersionReq.getDefaultInstance()).as(ProtoOAVersionRes.getDefaultInstance());
            client.withApplication();
            assertThat(client.request(TestClient.applicationAuth(
                                    SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET))
                            .as(ProtoOAErrorRes.getDefaultInstance())
                            .getErrorCode())
                    .isEqualTo("CH_CLIENT_ALREADY_AUTHENTICATED");
            client.send(TestClient.accountAuth(1, "x".repeat(200)));
            assertThat(client.await(ProtoErrorRes.getDefaultInstance()).getErrorCode())
                    .isEqualTo("FRAME_TOO_LONG");
        }
    }

    @Test
    void accountsSymbolsClientsAndSwitchesAreOptions(@TempDir Path directory) throws Exception {
        Path symbols = directory.resolve("symbols.csv");
        Files.writeString(symbols, """
                id,name,category,base,quote,digits,bid,spread
                901,DE40,Indices,DE40,EUR,1,18000.0,1.0
                902,TINY,Crypto,TINY,USD,2,1.00,0.01,100,10,1000,10
                """);
        Options options = onFreePorts(
                "--verbose",
                "--account",
                "3001,demo,hush-mine,500.50,EUR,netted",
                "--refresh-token",
                "hush-mine:hush-mine-too",
                "--client",
                "hush-me:hush-secret",
                "--symbols",
                symbols.toString(),
                "--switch",
                "closing-fill-leaves-created",
                "--idle-timeout",
                "5m");
        assertThat(options.verbose()).isTrue();
        try (CTraderSimulator simulator = options.builder().start();
                TestClient client = TestClient.demo(simulator)) {
            client.request(TestClient.applicationAuth("hush-me", "hush-secret"))
                    .as(ProtoOAApplicationAuthRes.getDefaultInstance());
            client.request(TestClient.accountAuth(3001, "hush-mine")).as(ProtoOAAccountAuthRes.getDefaultInstance());
            assertThat(client.request(ProtoOATraderReq.newBuilder()
                                    .setCtidTraderAccountId(3001)
                                    .build())
                            .as(ProtoOATraderRes.getDefaultInstance())
                            .getTrader())
                    .satisfies(trader -> {
                        assertThat(trader.getBalance()).isEqualTo(50_050);
                        assertThat(trader.getAccountType()).isEqualTo(ProtoOAAccountType.NETTED);
                    });
            assertThat(simulator.tokens(3001).refreshToken()).isEqualTo("hush-mine-too");
            simulator.quote(SimulatorEnvironment.DEMO, "DE40", "18001.0", null);
            simulator.quote(SimulatorEnvironment.LIVE, "TINY", "1.00", "1.02");
        }
    }
}
