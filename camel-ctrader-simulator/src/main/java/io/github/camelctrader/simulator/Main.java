package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.probe.ProbeCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a simulator alone, for clients in any language, until Ctrl-C; or, with the word {@code probe} first, asks a real server. */
public final class Main {
    private static final String PROBE = "probe";

    private Main() {}

    /**
     * Starts the simulator, prints how to reach it, and waits; a wrong option ends the program with status 2, a port that is
     * taken or a file that cannot be written with status 1.
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0 && PROBE.equals(arguments[0])) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(ProbeCommand.run(rest, System.getenv(), System.out, System.err));
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.usage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.usage());
            return;
        }
        try {
            options.builder().journalListener(listener(options, System.out));
            CTraderSimulator simulator = options.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "ctrader-simulator-shutdown"));
            introduce(
                    simulator,
                    options.builder(),
                    writeCertificate(simulator, options),
                    writeTrustStore(simulator, options),
                    options.control().start(simulator),
                    System.out);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("The certificate or the journal cannot be written: " + e);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static Consumer<JournalEntry> listener(Options options, PrintStream out) throws IOException {
        Path file = options.journalFile();
        PrintWriter journal =
                file == null ? null : new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        boolean verbose = options.verbose();
        return entry -> {
            if (verbose) {
                out.println(JournalText.line(entry));
            }
            if (journal != null) {
                journal.println(JournalText.json(entry, System.currentTimeMillis()));
            }
        };
    }

    private static Path writeCertificate(CTraderSimulator simulator, Options options) throws IOException {
        Path file = chosen(options.certificateFile(), ".pem");
        Files.writeString(file, pem(simulator.certificate()));
        return file.toAbsolutePath();
    }

    private static Path writeTrustStore(CTraderSimulator simulator, Options options) throws IOException {
        Path file = chosen(options.trustStoreFile(), ".p12");
        simulator.writeTrustStore(file);
        return file.toAbsolutePath();
    }

    private static Path chosen(@Nullable Path wanted, String ending) throws IOException {
        if (wanted != null) {
            return wanted;
        }
        Path file = Files.createTempFile("ctrader-simulator-", ending);
        file.toFile().deleteOnExit();
        return file;
    }

    /** A certificate as text. */
    static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("Cannot encode the certificate", e);
        }
    }

    /** IPv6 addresses stand in brackets before a port. */
    private static String inAddress(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static void introduce(
            CTraderSimulator simulator,
            SimulatorBuilder builder,
            Path certificate,
            Path trustStore,
            List<String> further,
            PrintStream out) {
        out.println("cTrader Open API simulator");
        for (SimulatorEnvironment environment : SimulatorEnvironment.values()) {
            String host = inAddress(simulator.host(environment));
            out.printf("  %-14s %s:%d%n", environment, host, simulator.port(environment));
            out.printf("  %-14s %s:%d%n", environment + " (JSON)", host, simulator.jsonPort(environment));
        }
        further.forEach(line -> out.println("  " + line));
        out.println("  trust          " + certificate);
        out.println("  trust store    " + trustStore + " (PKCS12, password " + SimulatorDefaults.TRUST_STORE_PASSWORD
                + ")");
        out.println("  certificate    " + String.join(", ", builder.hostNames()));
        builder.applications().forEach((id, secret) -> {
            out.println("  client id      " + id);
            out.println("  client secret  " + secret);
        });
        for (TokenInfo token : builder.tokens()) {
            out.println("  access token   " + token.accessToken());
            out.println("    scope        " + (token.mayTrade() ? "trading" : "accounts (viewing)"));
            if (token.refreshToken() != null) {
                out.println("    refresh      " + token.refreshToken());
            }
            out.println("    accounts     "
                    + token.accounts().stream()
                            .map(account -> account.environment() + " " + account.accountId() + " (" + account.balance()
                                    + " " + account.depositAsset() + ", " + (account.netted() ? "netted" : "hedged")
                                    + ")")
                            .collect(Collectors.joining(", ")));
        }
        out.println("Ctrl-C ends it.");
    }
}
