package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void runsAloneUntilItIsStopped(@TempDir Path directory) throws Exception {
        Path certificate = directory.resolve("simulator.pem");
        Process process = run("--demo-port", "0", "--live-port", "0", "--certificate-file", certificate.toString());
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
                    .anyMatch(text -> text.matches("  live +localhost:\\d+"))
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
        Process process = run("--prot", "1");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .contains("--prot 1: there is no such option")
                    .anyMatch(line -> line.contains("--demo-port N"));
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenEndsItByName() throws Exception {
        try (CTraderSimulator other =
                CTraderSimulator.builder().quotesPerSecond(0).start()) {
            String port = String.valueOf(other.livePort());
            Process process = run("--demo-port", "0", "--live-port", port);
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.lines())
                        .anyMatch(line ->
                                line.startsWith("The live listener cannot have port " + port + " of 127.0.0.1: "))
                        .noneMatch(line -> line.startsWith("\tat "));
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateThatCannotBeWrittenEndsItByName(@TempDir Path directory) throws Exception {
        Process process = run(
                "--demo-port",
                "0",
                "--live-port",
                "0",
                "--certificate-file",
                directory.resolve("no/such").toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .anyMatch(
                            line -> line.startsWith("The certificate cannot be written: ") && line.endsWith("no/such"))
                    .noneMatch(line -> line.startsWith("\tat "));
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
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
}
