package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.control.ControlServer;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the sections on HTTP in the page about the simulator is executed, and what it is said to answer is compared. */
class ControlPageTest {
    private static final String FIRST = "# Control while it runs";
    private static final String EXPECTED = "#> ";

    @Test
    void everyCommandDoesWhatThePageSays(@TempDir Path directory) throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "curl"))),
                "curl is not installed");
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .fillDelay(Duration.ZERO)
                        .start();
                ControlServer control = ControlServer.start(simulator, new InetSocketAddress("127.0.0.1", 0), null);
                ControlServer oauth = ControlServer.startOAuth(simulator, new InetSocketAddress("127.0.0.1", 0));
                TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            Files.writeString(directory.resolve("simulator.pem"), Main.pem(simulator.certificate()));
            client.request(ProtoOANewOrderReq.newBuilder()
                    .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                    .setSymbolId(1)
                    .setOrderType(ProtoOAOrderType.MARKET)
                    .setTradeSide(ProtoOATradeSide.BUY)
                    .setVolume(100_000)
                    .setClientOrderId("order-7")
                    .build());
            List<String> blocks = blocks();
            assertThat(blocks).hasSizeGreaterThan(5);
            String script = script(blocks)
                    .replace("localhost:5080", control.uri().getAuthority())
                    .replace("localhost:5443", oauth.uri().getAuthority());

            Process shell = new ProcessBuilder("sh")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
                in.write(script);
            }
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).as(output).isZero();
        }
    }

    /** The commands in the sections, one block each. */
    private static List<String> blocks() throws Exception {
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("../docs/simulator.md");
        List<String> blocks = new ArrayList<>();
        boolean within = false;
        StringBuilder block = null;
        for (String line : Files.readAllLines(page)) {
            if (block == null && line.startsWith("# ")) {
                within = line.equals(FIRST);
            } else if (within && line.startsWith("```sh")) {
                block = new StringBuilder();
            } else if (block != null && line.equals("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** Each command has to succeed, and its answer to hold what the line after it says. */
    private static String script(List<String> blocks) {
        StringBuilder script = new StringBuilder("set -e\ncurl() { command curl -fsS \"$@\"; }\n");
        for (String line : String.join("\n", blocks).lines().toList()) {
            if (line.startsWith(EXPECTED)) {
                script.append("grep -F -- '")
                        .append(line.substring(EXPECTED.length()))
                        .append("' answer > expected || { cat answer; exit 1; }\n");
            } else if (line.startsWith("curl ")) {
                script.append("echo '+ ").append(line.replace("'", "")).append("'\n");
                script.append(line).append(line.endsWith("\\") ? "\n" : " > answer\n");
            } else {
                script.append(line).append('\n');
            }
        }
        return script.toString();
    }
}
