package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static Process run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What it says before it ends by itself. */
    private static List<String> linesUntilItEnds(int exitValue, String... arguments) throws Exception {
        Process process = run(arguments);
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("after %s", lines).isEqualTo(exitValue);
        return lines;
    }

    @Test
    void runsAloneUntilItIsStopped(@TempDir Path directory) throws Exception {
        Path certificate = directory.resolve("simulator.pem");
        Process process = run(
                "--demo-port",
                "0",
                "--live-port",
                "0",
                "--live-address",
                "127.0.0.2",
                "--control-port",
                "0",
                "--oauth-port",
                "0",
                "--certificate-file",
                certificate.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            String line = out.readLine();
            while (line != null && !line.startsWith("Ctrl-C")) {
                lines.add(line);
                line = out.readLine();
            }
            assertThat(line).as("after %s", lines).isNotNull();
            assertThat(lines)
                    .anyMatch(text -> text.matches("  demo +localhost:\\d+"))
                    .anyMatch(text -> text.matches("  live +127\\.0\\.0\\.2:\\d+"))
                    .anyMatch(text -> text.contains("demo.ctraderapi.com"))
                    .anyMatch(text -> text.endsWith(SimulatorDefaults.REFRESH_TOKEN))
                    .anyMatch(text -> text.contains("live 2002"))
                    .anyMatch(text -> text.matches("  control +http://localhost:\\d+"))
                    .anyMatch(text -> text.matches("  OAuth +https://localhost:\\d+"))
                    .anyMatch(text -> text.endsWith(certificate.toString()))
                    .anyMatch(text -> text.endsWith(SimulatorDefaults.CLIENT_ID))
                    .anyMatch(text -> text.endsWith(SimulatorDefaults.CLIENT_SECRET))
                    .anyMatch(text -> text.endsWith(SimulatorDefaults.ACCESS_TOKEN));
            String pem = Files.readString(certificate);
            assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").doesNotContain("KEY");
            assertThat(CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOf(X509Certificate.class);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWrongOptionEndsItWithTheListOfOptions() throws Exception {
        assertThat(linesUntilItEnds(2, "--prot", "1"))
                .contains("--prot 1: there is no such option")
                .anyMatch(line -> line.contains("--demo-port N"));
    }

    @Test
    void aPortThatIsTakenEndsItByName() throws Exception {
        try (CTraderSimulator other =
                CTraderSimulator.builder().quotesPerSecond(0).start()) {
            String port = String.valueOf(other.livePort());
            assertThat(linesUntilItEnds(1, "--demo-port", "0", "--live-port", port, "--live-address", "127.0.0.1"))
                    .anyMatch(line -> line.startsWith("The live listener cannot have port " + port + " of 127.0.0.1: "))
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void aCertificateThatCannotBeWrittenEndsItByName(@TempDir Path directory) throws Exception {
        assertThat(linesUntilItEnds(
                        1,
                        "--demo-port",
                        "0",
                        "--live-port",
                        "0",
                        "--certificate-file",
                        directory.resolve("no/such").toString()))
                .anyMatch(line -> line.startsWith("The certificate or the journal cannot be written: ")
                        && line.endsWith("no/such"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void aControlEndpointForOtherMachinesNeedsAToken() throws Exception {
        assertThat(linesUntilItEnds(
                        2,
                        "--demo-port",
                        "0",
                        "--live-port",
                        "0",
                        "--control-port",
                        "0",
                        "--control-address",
                        "0.0.0.0"))
                .contains("0.0.0.0 can be reached from other machines: the control endpoint needs a token there;"
                        + " say --control-token");
    }

    @Test
    void helpNamesEveryOptionAndStartsNothing() throws Exception {
        assertThat(linesUntilItEnds(0, "--help"))
                .anyMatch(line -> line.contains("--verbose"))
                .anyMatch(line -> line.contains("--control-port N"))
                .anyMatch(line -> line.contains("--account SPEC"))
                .anyMatch(line -> line.contains("CLOSING_FILL_LEAVES_CREATED"));
    }
}
