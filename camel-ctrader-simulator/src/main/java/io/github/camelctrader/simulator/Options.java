package io.github.camelctrader.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link Main}.
 *
 * @param builder set up as asked
 * @param certificateFile where the certificate goes, or {@code null} for a temporary file
 */
record Options(SimulatorBuilder builder, @Nullable Path certificateFile) {
    private static final int DEMO_PORT = 5035;
    private static final int LIVE_PORT = 5036;

    /** @throws IllegalArgumentException for an option that does not exist or a value that does not fit, naming it */
    static Options parse(String... arguments) {
        SimulatorBuilder builder =
                CTraderSimulator.builder().demoPort(DEMO_PORT).livePort(LIVE_PORT);
        Path certificateFile = null;
        List<String> words = List.of(arguments);
        for (int index = 0; index < words.size(); index += 2) {
            String option = words.get(index);
            if (index + 1 == words.size()) {
                throw new IllegalArgumentException(option + " needs a value, or does not exist");
            }
            String value = words.get(index + 1);
            try {
                switch (option) {
                    case "--demo-port" -> builder.demoPort(Integer.parseInt(value));
                    case "--live-port" -> builder.livePort(Integer.parseInt(value));
                    case "--seed" -> builder.seed(Long.parseLong(value));
                    case "--quotes-per-second" -> builder.quotesPerSecond(Integer.parseInt(value));
                    case "--history-lag" -> builder.historyLag(Parameters.time(value));
                    case "--reconcile-lag" -> builder.reconcileLag(Parameters.time(value));
                    case "--clock-offset" -> builder.clockOffset(Parameters.signedTime(value));
                    case "--faults" -> builder.faults(read(value));
                    case "--certificate-file" -> certificateFile = Path.of(value);
                    default -> throw new IllegalArgumentException("there is no such option");
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " " + value + ": not a whole number, or too great", e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(option + " " + value + ": " + e.getMessage(), e);
            }
        }
        return new Options(builder, certificateFile);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        }
    }
}
