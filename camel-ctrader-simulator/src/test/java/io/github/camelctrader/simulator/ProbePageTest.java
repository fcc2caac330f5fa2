package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that asks a real server, with the simulator's address, certificate and credentials in place of a broker's. */
class ProbePageTest {
    private static final String JAR =
            "java -jar camel-ctrader-simulator/target/camel-ctrader-simulator-*-standalone.jar";

    @Test
    void theCommandOfThePageWritesItsReport(@TempDir Path directory) throws Exception {
        List<String> blocks = Page.blocks("# Ask a real server", "sh");
        assertThat(blocks).hasSize(1);
        try (CTraderSimulator simulator =
                CTraderSimulator.builder().quotesPerSecond(50).start()) {
            Files.writeString(directory.resolve("simulator.pem"), Main.pem(simulator.certificate()));

            Page.run(directory, asked(blocks.get(0), simulator));
        }
        assertThat(directory.resolve("report.md")).content().contains("3 statements asked, 0 answered otherwise");
    }

    private static String asked(String command, CTraderSimulator simulator) {
        assertThat(command).contains(JAR);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program =
                "'%s' -cp '%s' %s".formatted(java, System.getProperty("java.class.path"), Main.class.getName());
        String server = " --host %s --port %d --trust simulator.pem --pace 0 --only VERSION"
                .formatted(simulator.host(), simulator.demoPort());
        return command.replace("CLIENT_ID=...", "CLIENT_ID=" + SimulatorDefaults.CLIENT_ID)
                        .replace("CLIENT_SECRET=...", "CLIENT_SECRET=" + SimulatorDefaults.CLIENT_SECRET)
                        .replace("ACCESS_TOKEN=...", "ACCESS_TOKEN=" + SimulatorDefaults.ACCESS_TOKEN)
                        .replace("ACCOUNT_ID=...", "ACCOUNT_ID=" + SimulatorDefaults.DEMO_ACCOUNT)
                        .replace(JAR, program)
                        .stripTrailing()
                + server + "\n";
    }
}
