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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe against the simulator, of which it must find what its switches make of it and nothing else. */
class ProbeTest {
    /** A symbol that is traded on every day of the week, and of which there are prices and volumes off the grid. */
    private static final String SYMBOL = "PROBED";

    private static final SimulatedSymbol PROBED = SimulatedSymbol.other(
                    901, SYMBOL, "Crypto", "BTC", "USD", 2, "64000.00", "12.00")
            .withVolumes(100, 10, 10_000, 10);

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

            assertThat(page()).contains("124 statements asked, 0 answered otherwise");
            ProtoOAReconcileRes left = reconcile(other, SimulatorDefaults.DEMO_ACCOUNT);
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
                        TradingSwitch.MARKET_RANGE_CANCELLED,
                        TradingSwitch.MARKET_ON_OPEN_TAKEN,
                        TradingSwitch.MARGIN_CHANGES_TOLD,
                        TradingSwitch.ORDER_ERRORS_NAME_IDS)
                .json(JsonSwitch.values())
                .start()) {
            assertThat(probe(simulator, simulator.demoPort(), "--trade"))
                    .as("exit status")
                    .isEqualTo(3);

            assertThat(page())
                    .contains("17 answered otherwise")
                    .contains("`versionBeforeApplicationAuth(true)`")
                    .contains("`secondApplicationAuthError(CH_CLIENT_ALREADY_AUTHENTICATED)`")
                    .contains("`PROTECTION_ANSWERS_REQUEST`")
                    .contains("`PROTECTION_CANCELLED_FIRST`")
                    .contains("`CLOSING_FILL_LEAVES_CREATED`")
                    .contains("`DUPLICATE_CLIENT_ORDER_ID_REFUSED`")
                    .contains("`OFF_GRID_PRICES_ROUNDED`")
                    .contains("`MARKETABLE_ORDER_REFUSED`")
                    .contains("`MARKET_RANGE_CANCELLED`")
                    .contains("`MARKET_ON_OPEN_TAKEN`")
                    .contains("`MARGIN_CHANGES_TOLD`")
                    .contains("`ORDER_ERRORS_NAME_IDS`")
                    .contains("`ENUMS_AS_NAMES`", "`LONGS_AS_TEXT`")
                    .contains(Arrays.stream(TradingSwitch.values())
                            .map(TradingSwitch::name)
                            .toList())
                    .doesNotContain("not yet a switch")
                    .doesNotContain(SimulatorDefaults.SECRET_MARKER, "1001", SYMBOL);
        }
    }

    @Test
    void rejectedOrdersThatAreNotListedAreFoundAndNamed() throws Exception {
        try (CTraderSimulator simulator =
                builder().trading(TradingSwitch.REJECTED_ORDERS_UNLISTED).start()) {
            assertThat(probe(simulator, simulator.demoPort(), "--trade", "--only", "rejected orders in"))
                    .isEqualTo(3);

            assertThat(page())
                    .contains("1 statements asked, 1 answered otherwise")
                    .contains("`REJECTED_ORDERS_UNLISTED`");
        }
    }

    @Test
    void howLongASilentConnectionLivesIsFoundAndNamed() throws Exception {
        try (CTraderSimulator simulator = builder()
                .idleTimeout(Duration.ofMillis(1500))
                .serverHeartbeatInterval(Duration.ofMillis(500))
                .start()) {
            assertThat(probe(simulator, simulator.demoPort(), "--idle", "--only", "silent connection"))
                    .isEqualTo(3);

            assertThat(page())
                    .contains("3 statements asked, 2 answered otherwise")
                    .contains("`idleTimeout`", "`serverHeartbeatInterval`");
        }
    }

    @Test
    void anOrderWhoseAnswersNeverCameIsEndedAllTheSame() throws Exception {
        try (CTraderSimulator simulator =
                        builder().faults("on NewOrderReq cut-after-execution").start();
                TestClient other = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            probe(simulator, simulator.demoPort(), "--trade", "--only", "without protection");

            assertThat(page()).contains("**connection closed**");
            assertThat(simulator.journal().executed(SimulatorEnvironment.DEMO, 2106))
                    .hasSize(1);
            assertThat(reconcile(other, SimulatorDefaults.DEMO_ACCOUNT).getPositionCount())
                    .isZero();
        }
    }

    @Test
    void aNettedAccountIsTradedOnlyWhereItHasNothing() throws Exception {
        long netted = 3001;
        environment.put("CTRADER_ACCOUNT_ID", String.valueOf(netted));
        String[] arguments = {"--trade", "--only", "full close"};
        try (CTraderSimulator simulator = builder()
                        .account(SimulatedAccount.demo(netted, SimulatorDefaults.ACCESS_TOKEN)
                                .asNetted())
                        .start();
                TestClient other = TestClient.authorised(simulator, netted)) {
            assertThat(probe(simulator, simulator.demoPort(), arguments)).isZero();
            assertThat(page()).contains("2 statements asked, 0 answered otherwise");

            other.request(ofSomebodyElse(ProtoOAOrderType.LIMIT)
                    .setCtidTraderAccountId(netted)
                    .setSymbolId(PROBED.id())
                    .setVolume(100)
                    .setLimitPrice(100)
                    .build());
            assertThat(probe(simulator, simulator.demoPort(), arguments)).isEqualTo(1);

            assertThat(err.toString(StandardCharsets.UTF_8)).contains("choose another with --symbol");
            assertThat(reconcile(other, netted).getOrderCount()).isEqualTo(1);
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
        assertThat(report)
                .content()
                .contains("0 answered otherwise", "## Not asked", "--trade asks it", "--idle asks it");
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
        assertThat(run(List.of("--json-port", "0"))).isEqualTo(2);
        assertThat(run(List.of("--help"))).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("set CTRADER_ACCESS_TOKEN", "--pace 5:", "--port 0:", "--treat all:")
                .doesNotContain(SimulatorDefaults.SECRET_MARKER);
        assertThat(page()).contains("--trade");
    }

    private String page() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ProtoOAReconcileRes reconcile(TestClient client, long account) throws Exception {
        return client.request(ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(account)
                        .build())
                .as(ProtoOAReconcileRes.getDefaultInstance());
    }

    private static SimulatorBuilder builder() {
        return CTraderSimulator.builder()
                .requestsPerSecond(1000)
                .historicalRequestsPerSecond(1000)
                .symbol(PROBED)
                .demoJsonPort(0)
                .fillDelay(Duration.ofMillis(1))
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
        arguments.addAll(List.of("--pace", "0", "--patience", "60000", "--symbol", SYMBOL));
        arguments.addAll(List.of("--json-port", String.valueOf(simulator.jsonPort(SimulatorEnvironment.DEMO))));
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
