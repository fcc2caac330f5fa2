package io.github.camelctrader.simulator.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a real server. It changes nothing unless trading is allowed, and then only what it opened itself; it stays within the limits of requests,
 * verifies the certificate always, and shows no secret, id or name.
 */
public final class ProbeCommand {
    private ProbeCommand() {}

    /**
     * Runs the probe to its end. Blocks for a minute or more.
     *
     * @param arguments see {@code --help}
     * @param environment where the credentials are
     * @param out for help and report
     * @param err for what went wrong
     * @return exit status: 0 when the server does what the simulator does, 3 when something differs, 2 for wrong options or missing
     *     credentials, 1 when the server cannot be asked or the report cannot be written
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            ProbeOptions options = ProbeOptions.parse(arguments);
            if (options.help()) {
                out.print(ProbeOptions.usage());
                return 0;
            }
            ProbeCredentials credentials = ProbeCredentials.of(environment);
            ProbeReport report = new ProbeReport();
            report.hide(credentials.secrets());
            ask(options, credentials, report);
            write(report.page(), options.report(), out);
            return report.differences() == 0 ? 0 : 3;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(ProbeOptions.usage());
            return 2;
        } catch (ProbeException e) {
            err.println("The server cannot be asked: " + e.getMessage());
            return 1;
        } catch (IOException | GeneralSecurityException e) {
            err.println("A file cannot be read or written: " + e);
            return 1;
        }
    }

    private static void ask(ProbeOptions options, ProbeCredentials credentials, ProbeReport report)
            throws IOException, GeneralSecurityException, ProbeException {
        ProbeTarget target = new ProbeTarget(
                options.host(), options.port(), new ProbeTls(options.trust()), options.pace(), options.patience());
        try (ProbeHarness harness = new ProbeHarness(target, credentials, options.symbol())) {
            report.hide(harness.names());
            new ProbeQuestions(options, harness, report).ask();
        }
    }

    private static void write(String page, @Nullable Path file, PrintStream out) throws IOException {
        if (file == null) {
            out.print(page);
        } else {
            Files.writeString(file, page, StandardCharsets.UTF_8);
            out.println("The report is in " + file.toAbsolutePath());
        }
    }
}
