package io.github.camelctrader.simulator.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of the probe, read. */
final class ProbeOptions {
    private static final int PORT = 5035;
    private static final int FASTEST_MILLIS = 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "127.0.0.2", "::1");

    private String host = "demo.ctraderapi.com";
    private int port = PORT;
    private String symbol = "EURUSD";
    private Duration pace = Duration.ofMillis(50);
    private Duration patience = Duration.ofSeconds(10);
    private @Nullable Path trust;
    private @Nullable Path report;
    private String only = "";
    private int jsonPort;
    private boolean trade;
    private boolean idle;
    private boolean help;

    private ProbeOptions() {}

    /** @throws IllegalArgumentException for an option that does not exist or a value that does not fit, naming it */
    static ProbeOptions parse(List<String> arguments) {
        ProbeOptions options = new ProbeOptions();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--help", "-h" -> options.help = true;
                case "--trade" -> options.trade = true;
                case "--idle" -> options.idle = true;
                default -> options.read(word, words);
            }
        }
        if (options.pace.toMillis() < FASTEST_MILLIS && !LOOPBACK.contains(options.host)) {
            throw new IllegalArgumentException("--pace " + options.pace.toMillis() + ": faster than " + FASTEST_MILLIS
                    + " ms is for servers on this machine, others allow 50 requests a second");
        }
        return options;
    }

    private void read(String name, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value, or does not exist");
        }
        String value = words.next();
        switch (name) {
            case "--host" -> host = value;
            case "--port" -> port = number(name, value, 1, 65_535);
            case "--json-port" -> jsonPort = number(name, value, 1, 65_535);
            case "--only" -> only = value;
            case "--symbol" -> symbol = value;
            case "--pace" -> pace = Duration.ofMillis(number(name, value, 0, 60_000));
            case "--patience" -> patience = Duration.ofMillis(number(name, value, 1, 600_000));
            case "--trust" -> trust = Path.of(value);
            case "--report" -> report = Path.of(value);
            default -> throw new IllegalArgumentException(name + " " + value + ": there is no such option");
        }
    }

    private static int number(String name, String value, int least, int greatest) {
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > greatest) {
            throw new IllegalArgumentException(
                    name + " " + value + ": not a whole number from " + least + " to " + greatest);
        }
        return Integer.parseInt(value);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String symbol() {
        return symbol;
    }

    Duration pace() {
        return pace;
    }

    Duration patience() {
        return patience;
    }

    /** A certificate to trust in place of those of the Java runtime, or {@code null}. */
    @Nullable
    Path trust() {
        return trust;
    }

    /** Where the report goes, or {@code null} for standard output. */
    @Nullable
    Path report() {
        return report;
    }

    /** What the statements have to contain that are asked about; empty for all. */
    String only() {
        return only;
    }

    /** Port of the JSON variant, or 0 to leave it. */
    int jsonPort() {
        return jsonPort;
    }

    boolean idle() {
        return idle;
    }

    boolean trade() {
        return trade;
    }

    boolean help() {
        return help;
    }

    static String usage() {
        return """
                Asks a cTrader server what nobody wrote down, and reports where the simulator differs. Environment:
                  CTRADER_CLIENT_ID, CTRADER_CLIENT_SECRET, CTRADER_ACCESS_TOKEN, CTRADER_ACCOUNT_ID
                Options:
                  --help            this text
                  --host NAME       (demo.ctraderapi.com)
                  --port N          (5035)
                  --json-port N     asks about the JSON variant too; its port is 5036 at the real servers
                  --trust FILE      a certificate to trust, as PEM, in place of those of the Java runtime
                  --symbol NAME     what is looked at and traded (EURUSD, else the first that is enabled)
                  --trade           asks about orders too: the smallest volume, ended at once; on demo accounts only
                  --idle            asks what becomes of a silent connection too, which takes up to three minutes
                  --only TEXT       only the statements that contain it
                  --pace MS         least time between two requests, 20 or more (50); ten times that for history
                  --patience MS     how long an answer may take (10000)
                  --report FILE     where the report goes (standard output)
                It ends with status 0 when nothing differs, 3 when something does, 2 for a wrong option, 1 without a server.
                """;
    }
}
