package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.probe.ProbeCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe against the simulator, of which it must find what its switches make of it and nothing else. */
class ProbeTest {
    /** A symbol that is traded on every day of the week. */
    private static final String SYMBOL = "BTCUSD";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new TreeMap<>(Map.of(
            "CTRADER_CLIENT_ID", SimulatorDefaults.CLIENT_ID,
            "CTRADER_CLIENT_SECRET", SimulatorDefaults.CLIENT_SECRET,
            "CTRADER_ACCESS_TOKEN", SimulatorDefaults.ACCESS_TOKEN,
            "CTRADER_ACCOUNT_ID", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT)));

    @TempDir
    Path directory;

    @Test
    void theSimulatorDiffersNowhereFromItselfAndWhatIsOfOthersStays() throws Exception {
        try (CTraderSimulator simulator = builder().start();
                TestClient other = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            other.request(ofSomebodyElse(ProtoOAOrderType.MARKET).build());
            other.request(
                    ofSomebodyElse(ProtoOAOrderType.LIMIT).setLimitPrice(100).build());

            assertThat(probe(simulator, simulator.demoPort(), "--trade"))
                    .as("exit status")
                    .isZero();

            assertThat(page()).contains("49 statements asked, 0 answered otherwise");
            ProtoOAReconcileRes left = other.request(ProtoOAReconcileReq.newBuilder()
                            .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                            .build())
                    .as(ProtoOAReconcileRes.getDefaultInstance());
            assertThat(left.getPositionCount()).isEqualTo(1);
            assertThat(left.getOrderCount()).isEqualTo(1);
        }
    }

    @Test
    void eachSwitchIsFoundAndNamed() throws Exception {
        try (CTraderSimulator simulator = builder()
                .versionBeforeApplicationAuth(true)
                .secondApplicationAuthError(ProtoOAErrorCode.CH_CLIENT_ALREADY_AUTHENTICATED)
                .trading(
                        TradingSwitch.PROTECTION_ANSWERS_REQUEST,
                        TradingSwitch.PROTECTION_CANCELLED_FIRST,
                        TradingSwitch.CLOSING_FILL_LEAVES_CREATED,
                        TradingSwitch.DUPLICATE_CLIENT_ORDER_ID_REFUSED,
                        TradingSwitch.OFF_GRID_PRICES_ROUNDED,
                        TradingSwitch.MARKETABLE_ORDER_REFUSED,
                        TradingSwitch.ORDER_ERRORS_NAME_IDS)
                .start()) {
            assertThat(probe(simulator, simulator.demoPort(), "--trade"))
                    .as("exit status")
                    .isEqualTo(3);

            assertThat(page())
                    .contains("9 answered otherwise")
                    .contains("`versionBeforeApplicationAuth(true)`")
                    .contains("`secondApplicationAuthError(CH_CLIENT_ALREADY_AUTHENTICATED)`")
                    .contains("`PROTECTION_ANSWERS_REQUEST`")
                    .contains("`PROTECTION_CANCELLED_FIRST`")
                    .contains("`CLOSING_FILL_LEAVES_CREATED`")
                    .contains("`DUPLICATE_CLIENT_ORDER_ID_REFUSED`")
                    .contains("`OFF_GRID_PRICES_ROUNDED`")
                    .contains("`MARKETABLE_ORDER_REFUSED`")
                    .contains("`ORDER_ERRORS_NAME_IDS`")
                    .contains(Arrays.stream(TradingSwitch.values())
                            .map(TradingSwitch::name)
                            .toList())
                    .doesNotContain("not yet a switch")
                    .doesNotContain(SimulatorDefaults.SECRET_MARKER, "1001", SYMBOL);
        }
    }

    @Test
    void withoutTradingNothingIsTradedAndTheReportGoesIntoAFile() throws Exception {
        Path report = directory.resolve("report.md");
        try (CTraderSimulator simulator = builder().start()) {
            assertThat(probe(simulator, simulator.demoPort(), "--report", report.toString()))
                    .isZero();

            for (int trading : new int[] {2106, 2108, 2109, 2110, 2111, 2173}) {
                assertThat(simulator.journal().count(SimulatorEnvironment.DEMO, trading))
                        .isZero();
            }
        }
        assertThat(report).content().contains("0 answered otherwise", "## Not asked");
    }

    @Test
    void aLiveAccountIsNotTraded() throws Exception {
        environment.put("CTRADER_ACCOUNT_ID", String.valueOf(SimulatorDefaults.LIVE_ACCOUNT));
        try (CTraderSimulator simulator = builder().start()) {
            assertThat(probe(simulator, simulator.livePort(), "--trade")).isEqualTo(1);

            assertThat(simulator.journal().count(SimulatorEnvironment.LIVE, 2106))
                    .isZero();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--trade is for demo accounts");
    }

    @Test
    void aCertificateThatNobodyTrustsEndsIt() throws Exception {
        try (CTraderSimulator simulator = builder().start()) {
            int status = run(List.of("--host", simulator.host(), "--port", String.valueOf(simulator.demoPort())));

            assertThat(status).isEqualTo(1);
            assertThat(simulator.journal().count(SimulatorEnvironment.DEMO, 2100))
                    .isZero();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot connect: SSLHandshakeException");
    }

    @Test
    void missingCredentialsAndWrongOptionsAreNamed() {
        environment.remove("CTRADER_ACCESS_TOKEN");
        assertThat(run(List.of())).isEqualTo(2);
        assertThat(run(List.of("--pace", "5"))).isEqualTo(2);
        assertThat(run(List.of("--port", "0"))).isEqualTo(2);
        assertThat(run(List.of("--treat", "all"))).isEqualTo(2);
        assertThat(run(List.of("--help"))).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("set CTRADER_ACCESS_TOKEN", "--pace 5:", "--port 0:", "--treat all:")
                .doesNotContain(SimulatorDefaults.SECRET_MARKER);
        assertThat(page()).contains("--trade");
    }

    private String page() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SimulatorBuilder builder() {
        return CTraderSimulator.builder()
                .requestsPerSecond(1000)
                .historicalRequestsPerSecond(1000)
                .quotesPerSecond(50);
    }

    private static ProtoOANewOrderReq.Builder ofSomebodyElse(ProtoOAOrderType type) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                .setSymbolId(201)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(1);
    }

    private int probe(CTraderSimulator simulator, int port, String... more) throws IOException {
        Path certificate = directory.resolve("certificate.pem");
        Files.writeString(certificate, Main.pem(simulator.certificate()));
        List<String> arguments = new ArrayList<>(
                List.of("--host", simulator.host(), "--port", String.valueOf(port), "--trust", certificate.toString()));
        arguments.addAll(List.of("--pace", "0", "--symbol", SYMBOL));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return ProbeCommand.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
