package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
                "--trigger-delay | 145 | not a time: 145"
            })
    void whatDoesNotFitIsSaid(String option, String value, String rule) {
        assertThatThrownBy(() -> Options.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(option + " " + value + ": " + rule);
    }

    @Test
    void switchesOfTheSessionDoWhatTheySay() throws Exception {
        Options options = Options.parse(
                "--demo-port",
                "0",
                "--live-port",
                "0",
                "--live-address",
                "127.0.0.1",
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
}
