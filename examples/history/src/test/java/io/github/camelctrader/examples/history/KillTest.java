package io.github.camelctrader.examples.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.MarketHours;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a download, and another one that goes on. */
class KillTest {
    private static final Query QUERY = Query.of("EURUSD", "BID", "2025-03-04", "2025-03-06");
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeftIsContinuedToTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole.csv");
        new History(QUERY, whole.toString(), new PrintStream(OutputStream.nullOutputStream(), true))
                .run(Map.of(), false);

        Path file = folder.resolve("killed.csv");
        Path part = folder.resolve("killed.csv." + QUERY.id() + ".part");
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                .marketHours(MarketHours.WEEKDAYS)
                .historyRows(400)
                .requestsPerSecond(1_000)
                .historicalRequestsPerSecond(1_000)
                .start()) {
            try (OutputStream trust = Files.newOutputStream(folder.resolve("trust.p12"))) {
                simulator.trustStore().store(trust, PASSWORD.toCharArray());
            }
            // After 14 answers no more come, so that the process is in the middle for as long as it takes to kill it.
            simulator.faults("on GetTickDataReq 14 times late-answer 1ms\non GetTickDataReq always drop-request");
            Process first = start(simulator, file);
            try {
                await().atMost(Duration.ofSeconds(50))
                        .until(() -> !first.isAlive() || (Files.exists(part) && Files.size(part) > 10_000));
                assertThat(first.isAlive()).as(said()).isTrue();
            } finally {
                first.destroyForcibly().waitFor();
            }
            assertThat(file).doesNotExist();
            assertThat(Files.size(part)).isLessThan(Files.size(whole));

            simulator.clearFaults();
            assertThat(start(simulator, file).waitFor()).as(said()).isZero();
        }
        assertThat(said()).contains("from where it was");
        assertThat(file).hasSameBinaryContentAs(whole);
        assertThat(part).doesNotExist();
    }

    private Process start(CTraderSimulator simulator, Path file) throws IOException {
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
                file.toString()));
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
