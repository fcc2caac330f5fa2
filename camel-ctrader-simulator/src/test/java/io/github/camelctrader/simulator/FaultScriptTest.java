package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScriptTest {
    @Test
    void linesBecomeRules() {
        assertThat(FaultScript.parse("""
                # an evening at the broker's
                after 3s demo cut-rst

                on NewOrderReq 2 times swallow-answer   # lost
                always live on ProtoOATraderReq late-answer 250ms
                """))
                .containsExactly(
                        FaultRule.of(Fault.CUT_RST)
                                .in(SimulatorEnvironment.DEMO)
                                .after(Duration.ofSeconds(3)),
                        FaultRule.of(Fault.SWALLOW_ANSWER).on(2106).times(2),
                        FaultRule.of(Fault.LATE_ANSWER)
                                .in(SimulatorEnvironment.LIVE)
                                .on("TraderReq")
                                .always()
                                .with(Duration.ofMillis(250)));
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultHasOneNameAndReadsWhatItWrites(Fault fault) {
        FaultRule rule = FaultRule.of(fault).after(Duration.ofMillis(1500)).in(SimulatorEnvironment.LIVE);
        rule = switch (fault.kind()) {
            case REQUEST, OUTPUT, LINK -> rule.on(2106).times(3);
            case CONNECTION -> rule.always();
            case SERVER -> rule;
        };
        rule = switch (fault.parameter()) {
            case NONE -> rule;
            case TIME, DURATION -> rule.with(Duration.ofMinutes(2));
            case ROWS -> rule.with("7");
            case CODE -> rule.with("MARKET_CLOSED");
        };
        assertThat(fault.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(FaultRule.parse(rule.toString())).isEqualTo(rule);
        assertThat(FaultRule.parse(fault.id())).isEqualTo(FaultRule.of(fault)).hasToString(fault.id());
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultIsDocumented(Fault fault) throws Exception {
        assertThat(Files.readString(Path.of("../docs/simulator.md"))).contains("| `" + fault.id() + "` |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cut-hard | there is no fault cut-hard",
                "on NoSuchReq drop-request | there is no message NoSuchReq",
                "on | expected the name of a message",
                "after | expected a time",
                "after soon cut-rst | not a time: soon",
                "demo | expected the name of a fault",
                "3 drop-request | expected times after 3",
                "3 times | expected the name of a fault",
                "0 times drop-request | 0 times is never",
                "drop-request 3s | takes no parameter",
                "late-answer soon | not a time: soon",
                "late-answer 1s 2s | nothing may follow",
                "split-frames 0s | 0 is no time to last",
                "has-more 0 | not a number of rows: 0",
                "error no | not an error code: no",
                "3 times cut-rst | cannot be counted",
                "2 times refuse-connections | cannot be counted",
                "on TraderReq refuse-connections | has nothing to do with a payload type"
            })
    void aWrongLineIsNamedWithItsNumberAndReason(String line, String reason) {
        assertThatThrownBy(() -> FaultScript.parse("drop-request\n# comment\n  " + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 3")
                .hasMessageContaining("\"" + line + "\"")
                .hasMessageContaining(reason);
    }

    @Test
    void nothingOfAWrongScriptHappens() {
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            assertThatThrownBy(() -> simulator.faults("refuse-connections\nnonsense"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(simulator.journal().faults(Fault.REFUSE_CONNECTIONS)).isEmpty();
        }
    }

    @Test
    void aRuleThatCannotHappenIsRefused() {
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            assertThatThrownBy(() -> simulator.fault(FaultRule.of(Fault.CUT_RST).times(2)))
                    .isInstanceOf(IllegalArgumentException.class);
            simulator.fault(FaultRule.of(Fault.CUT_RST).times(2).on("NewOrderReq"));
        }
        assertThatThrownBy(() -> FaultRule.of(Fault.DROP_REQUEST).times(0)).hasMessageContaining("times");
        assertThatThrownBy(() -> FaultRule.of(Fault.DROP_REQUEST).on("Nothing")).hasMessageContaining("Nothing");
        assertThatThrownBy(() -> FaultRule.of(Fault.DROP_REQUEST).after(Duration.ofMillis(-1)))
                .hasMessageContaining("after");
    }

    @Test
    void aSimulatorThatRunsAloneTakesAFile(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("faults.txt"), "hang-application-auth\n");
        Options options = Options.parse("--demo-port", "0", "--live-port", "0", "--faults", script.toString());
        try (CTraderSimulator simulator = options.builder().start();
                TestClient client = TestClient.demo(simulator)) {
            client.send(TestClient.applicationAuth(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET));
            client.withApplication();
            assertThat(simulator.journal().faults(Fault.HANG_APPLICATION_AUTH)).hasSize(1);
        }
        Files.writeString(script, "hang\n");
        assertThatThrownBy(() -> Options.parse("--faults", script.toString()))
                .hasMessageContaining("Line 1")
                .hasMessageContaining("--faults");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-file"})
    void aFileThatIsNotThereIsNamed(String name) {
        assertThatThrownBy(() -> Options.parse("--faults", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
