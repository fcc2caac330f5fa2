package io.github.camelctrader.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator alone, for clients in any language, until Ctrl-C. */
public final class Main {
    private static final String USAGE = """
            Options:
              --demo-port N          port of the demo listener (5035)
              --live-port N          port of the live listener (5036)
              --seed N               what prices are made from (1)
              --quotes-per-second N  of each symbol (4)
              --history-lag T        how late lists of orders and deals are, as 500ms, 3s or 2m (0s)
              --reconcile-lag T      how late reconciliation is (0s)
              --clock-offset T       how far the server's clock is ahead, as 90s or -90s (0s)
              --faults F             a script of faults, one per line
              --certificate-file F   where to write the certificate to trust, as PEM (a temporary file)
            """;

    private Main() {}

    /**
     * Starts the simulator, prints how to reach it, and waits; a wrong option ends the program with status 2, a port that is
     * taken or a certificate that cannot be written with status 1.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        try {
            CTraderSimulator simulator = options.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "ctrader-simulator-shutdown"));
            introduce(simulator, writeCertificate(simulator, options), System.out);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("The certificate cannot be written: " + e);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static Path writeCertificate(CTraderSimulator simulator, Options options) throws IOException {
        Path chosen = options.certificateFile();
        Path file = chosen == null ? Files.createTempFile("ctrader-simulator-", ".pem") : chosen;
        Files.writeString(file, pem(simulator.certificate()));
        return file.toAbsolutePath();
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

    private static void introduce(CTraderSimulator simulator, Path certificate, PrintStream out) {
        out.println("cTrader Open API simulator");
        out.println("  demo           " + simulator.host() + ":" + simulator.demoPort());
        out.println("  live           " + simulator.host() + ":" + simulator.livePort());
        out.println("  trust          " + certificate);
        out.println("  client id      " + SimulatorDefaults.CLIENT_ID);
        out.println("  client secret  " + SimulatorDefaults.CLIENT_SECRET);
        out.println("  access token   " + SimulatorDefaults.ACCESS_TOKEN);
        out.println("  accounts       demo " + SimulatorDefaults.DEMO_ACCOUNT + ", demo "
                + SimulatorDefaults.SECOND_DEMO_ACCOUNT + ", live " + SimulatorDefaults.LIVE_ACCOUNT);
        out.println("Ctrl-C ends it.");
    }
}
