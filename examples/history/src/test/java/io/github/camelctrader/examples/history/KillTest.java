package io.github.camelctrader.examples.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.MarketHours;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a download, and another one that goes on. */
class KillTest {
    private static final Query QUERY = Query.of("EURUSD", "BID", "2025-03-04", "2025-03-06");
    private static final String PASSWORD = "changeit";
    private static final int ANSWERS = 14;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeftIsContinuedToTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole.csv");
        new History(QUERY, whole.toString(), new PrintStream(OutputStream.nullOutputStream(), true))
                .run(Map.of(), false);

        Path file = folder.resolve("killed.csv");
        Path part = folder.resolve("killed.csv." + QUERY.id() + ".part");
        try (CTraderSimulator simulator = simulator()) {
            killInTheMiddle(simulator, file.toString(), () -> Files.exists(part) && Files.size(part) > 10_000);
            assertThat(file).doesNotExist();
            assertThat(Files.size(part)).isLessThan(Files.size(whole));

            simulator.clearFaults();
            assertThat(start(simulator, file.toString()).waitFor()).as(said()).isZero();
        }
        assertThat(said()).contains("from where it was");
        assertThat(file).hasSameBinaryContentAs(whole);
        assertThat(part).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftInADataBaseIsContinuedToTheSameRows() throws Exception {
        String whole = "jdbc:h2:" + folder.resolve("whole");
        new History(QUERY, whole, new PrintStream(OutputStream.nullOutputStream(), true)).run(Map.of(), false);

        // H2 otherwise keeps what was committed for half a second before it is in the file.
        String killed = "jdbc:h2:" + folder.resolve("killed") + ";WRITE_DELAY=0";
        try (CTraderSimulator simulator = simulator()) {
            // When it asks for a page that never comes, it may just be writing the one before.
            killInTheMiddle(simulator, killed, () -> ticksAsked(simulator) > ANSWERS);
            assertThat(rows(killed)).isNotEmpty().hasSizeLessThan(rows(whole).size());

            simulator.clearFaults();
            assertThat(start(simulator, killed).waitFor()).as(said()).isZero();
        }
        assertThat(said()).contains("from where it was");
        assertThat(rows(killed)).isEqualTo(rows(whole));
    }

    /** Its answers are small, and its certificate is where the other process looks for it. */
    private CTraderSimulator simulator() throws Exception {
        CTraderSimulator simulator = CTraderSimulator.builder()
                .marketHours(MarketHours.WEEKDAYS)
                .historyRows(400)
                .requestsPerSecond(1_000)
                .historicalRequestsPerSecond(1_000)
                .start();
        try (OutputStream trust = Files.newOutputStream(folder.resolve("trust.p12"))) {
            simulator.trustStore().store(trust, PASSWORD.toCharArray());
        }
        return simulator;
    }

    /** After some answers no more come, so that the process is in the middle for as long as it takes to kill it. */
    private void killInTheMiddle(CTraderSimulator simulator, String into, Callable<Boolean> middle) throws Exception {
        simulator.faults(
                "on GetTickDataReq " + ANSWERS + " times late-answer 1ms\non GetTickDataReq always drop-request");
        Process first = start(simulator, into);
        try {
            await().atMost(Duration.ofSeconds(50)).until(() -> !first.isAlive() || middle.call());
            assertThat(first.isAlive()).as(said()).isTrue();
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    private static long ticksAsked(CTraderSimulator simulator) {
        return simulator.journal().count(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_GET_TICKDATA_REQ_VALUE);
    }

    private static List<String> rows(String dataBase) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(dataBase);
                Statement statement = connection.createStatement();
                ResultSet ticks = statement.executeQuery("select tick_time, nr, price from ticks order by 1, 2")) {
            while (ticks.next()) {
                rows.add(ticks.getLong(1) + " " + ticks.getInt(2) + " " + ticks.getBigDecimal(3));
            }
        }
        return rows;
    }

    private Process start(CTraderSimulator simulator, String into) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        property(command, "component.ctrader.host", simulator.host());
        property(command, "component.ctrader.port", String.valueOf(simulator.demoPort()));
        property(command, "component.ctrader.requests-per-second", "1000");
        property(command, "component.ctrader.historical-requests-per-second", "1000");
        property(command, "component.ctrader.use-global-ssl-context-parameters", "true");
        property(command, "ssl.enabled", "true");
        property(command, "ssl.trust-store", "file:" + folder.resolve("trust.p12"));
        property(command, "ssl.trust-store-password", PASSWORD);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                History.class.getName(),
                "EURUSD",
                "BID",
                "2025-03-04",
                "2025-03-06",
                into));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        process.environment()
                .putAll(Map.of(
                        "CTRADER_CLIENT_ID", SimulatorDefaults.CLIENT_ID,
                        "CTRADER_CLIENT_SECRET", SimulatorDefaults.CLIENT_SECRET,
                        "CTRADER_ACCESS_TOKEN", SimulatorDefaults.ACCESS_TOKEN,
                        "CTRADER_ACCOUNT_ID", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT)));
        return process.start();
    }

    private static void property(List<String> command, String name, String value) {
        command.add("-Dcamel." + name + "=" + value);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }
}
