package io.github.camelctrader.simulator;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line of {@link Main}, read. */
final class Options {
    private static final int PORT = 5035;
    private static final int JSON_PORT = 5036;
    /** Where live listens, so that both environments can have the port of the real servers. */
    private static final String LIVE_ADDRESS = "127.0.0.2";

    private final SimulatorBuilder builder = CTraderSimulator.builder()
            .demoPort(PORT)
            .livePort(PORT)
            .demoAddress("127.0.0.1")
            .liveAddress(LIVE_ADDRESS);
    private final ControlOptions control = new ControlOptions();
    private final Map<String, String> given = new HashMap<>();
    private @Nullable Path certificateFile;
    private @Nullable Path trustStoreFile;
    private @Nullable Path journalFile;
    private boolean verbose;
    private boolean help;

    private Options() {}

    /** @throws IllegalArgumentException for an option that does not exist or a value that does not fit, naming it */
    static Options parse(String... arguments) {
        Options options = new Options();
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--help", "-h" -> options.help = true;
                case "--verbose" -> options.verbose = true;
                default -> options.read(word, words);
            }
        }
        options.serveJson();
        return options;
    }

    /** JSON has the port of the real servers where protobuf has it too, else any free one, unless another was asked for. */
    private void serveJson() {
        if (!given.containsKey("--demo-json-port")) {
            builder.demoJsonPort(beside("--demo-port"));
        }
        if (!given.containsKey("--live-json-port")) {
            builder.liveJsonPort(beside("--live-port"));
        }
    }

    private int beside(String option) {
        return given.getOrDefault(option, String.valueOf(PORT)).equals(String.valueOf(PORT)) ? JSON_PORT : 0;
    }

    private void read(String name, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value, or does not exist");
        }
        String value = words.next();
        given.put(name, value);
        try {
            switch (name) {
                case "--certificate-file" -> certificateFile = Path.of(value);
                case "--trust-store" -> trustStoreFile = Path.of(value);
                case "--journal" -> journalFile = Path.of(value);
                default -> {
                    if (!control.read(name, value)) {
                        OptionTable.apply(name, value, builder);
                    }
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + ": not a whole number, or too great", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + value + ": " + e.getMessage(), e);
        }
    }

    /** Set up as asked. */
    SimulatorBuilder builder() {
        return builder;
    }

    /** What is served over HTTP. */
    ControlOptions control() {
        return control;
    }

    /** Where the certificate goes, or {@code null} for a temporary file. */
    @Nullable
    Path certificateFile() {
        return certificateFile;
    }

    /** Where the trust store goes, or {@code null} for a temporary file. */
    @Nullable
    Path trustStoreFile() {
        return trustStoreFile;
    }

    /** Where every entry of the journal goes, or {@code null}. */
    @Nullable
    Path journalFile() {
        return journalFile;
    }

    /** Whether messages are printed. */
    boolean verbose() {
        return verbose;
    }

    /** Whether nothing but the help is wanted. */
    boolean help() {
        return help;
    }

    static String usage() {
        return """
                A cTrader Open API server for tests, on this machine alone; with the word "probe" first, a command that asks
                a real server where it differs, see "probe --help". Options:
                  --help                 this text
                  --verbose              prints a line for each message, and for each refusal with its reason
                  --journal FILE         writes everything that happens on connections, one JSON object a line
                  --certificate-file F   where to write the certificate to trust, as PEM (a temporary file)
                  --trust-store F        where to write the same as a PKCS12 trust store, password "changeit" (a temporary file)
                """ + ControlOptions.usage() + OptionTable.usage() + """
                Times are 500ms, 3s or 2m.
                """;
    }
}
