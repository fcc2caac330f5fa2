package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
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
            Process process = run("--demo-port", "0", "--live-port", port, "--live-address", "127.0.0.1");
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
                    .anyMatch(line -> line.startsWith("The certificate or the journal cannot be written: ")
                            && line.endsWith("no/such"))
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

    @Test
    void aControlEndpointForOtherMachinesNeedsAToken() throws Exception {
        Process process =
                run("--demo-port", "0", "--live-port", "0", "--control-port", "0", "--control-address", "0.0.0.0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .contains("0.0.0.0 can be reached from other machines: the control endpoint needs a token there;"
                            + " say --control-token");
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void helpNamesEveryOptionAndStartsNothing() throws Exception {
        Process process = run("--help");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines().toList())
                    .anyMatch(line -> line.contains("--verbose"))
                    .anyMatch(line -> line.contains("--control-port N"))
                    .anyMatch(line -> line.contains("--account SPEC"))
                    .anyMatch(line -> line.contains("CLOSING_FILL_LEAVES_CREATED"));
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void accountsSymbolsClientsAndSwitchesAreOptions(@TempDir Path directory) throws Exception {
        Path symbols = directory.resolve("symbols.csv");
        Files.writeString(symbols, """
                id,name,category,base,quote,digits,bid,spread
                901,DE40,Indices,DE40,EUR,1,18000.0,1.0
                902,TINY,Crypto,TINY,USD,2,1.00,0.01,100,10,1000,10
                """);
        Options options = Options.parse(
                "--verbose",
                "--demo-port",
                "0",
                "--live-port",
                "0",
                "--live-address",
                "127.0.0.1",
                "--account",
                "3001,demo,hush-mine,500.50,EUR,netted",
                "--refresh-token",
                "hush-mine:hush-mine-too",
                "--client",
                "hush-me:hush-secret",
                "--symbols",
                symbols.toString(),
                "--switch",
                "closing-fill-leaves-created",
                "--idle-timeout",
                "5m");
        assertThat(options.verbose()).isTrue();
        try (CTraderSimulator simulator = options.builder().start();
                TestClient client = TestClient.demo(simulator)) {
            client.request(TestClient.applicationAuth("hush-me", "hush-secret"))
                    .as(ProtoOAApplicationAuthRes.getDefaultInstance());
            client.request(TestClient.accountAuth(3001, "hush-mine")).as(ProtoOAAccountAuthRes.getDefaultInstance());
            assertThat(client.request(ProtoOATraderReq.newBuilder()
                                    .setCtidTraderAccountId(3001)
                                    .build())
                            .as(ProtoOATraderRes.getDefaultInstance())
                            .getTrader())
                    .satisfies(trader -> {
                        assertThat(trader.getBalance()).isEqualTo(50_050);
                        assertThat(trader.getAccountType()).isEqualTo(ProtoOAAccountType.NETTED);
                    });
            assertThat(simulator.tokens(3001).refreshToken()).isEqualTo("hush-mine-too");
            simulator.quote(SimulatorEnvironment.DEMO, "DE40", "18001.0", null);
            simulator.quote(SimulatorEnvironment.LIVE, "TINY", "1.00", "1.02");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--account | 3001,dem,token | neither demo nor live: dem",
                "--account | 3001 | is not ID,demo",
                "--switch | NONE | is none of DUPLICATE_CLIENT_ORDER_ID_REFUSED",
                "--client | id | is not A:B",
                "--symbols | no-such-file | cannot be read",
                "--control-port | 70000 | port 70000 is not between 0 and 65535"
            })
    void whatFitsIsSaid(String option, String value, String rule) {
        assertThatThrownBy(() -> Options.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(option + " " + value + ": " + rule);
    }
}
