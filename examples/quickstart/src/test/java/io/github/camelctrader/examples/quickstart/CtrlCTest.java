package io.github.camelctrader.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own that is asked to end while its position is open. */
@Timeout(120)
class CtrlCTest {
    @Test
    void closesThePositionAndTellsTheEnd() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquickstart.seconds=50",
                        "-Dquickstart.hold=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quickstart.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(readUntil("has stop loss", output)).last().asString().contains("has stop loss");

            // What Ctrl-C does to the process; Process.destroy would close its output too.
            process.toHandle().destroy();

            assertThat(readUntil(null, output))
                    .anySatisfy(line -> assertThat(line).contains("--  ending; an open position is closed first"))
                    .anySatisfy(line -> assertThat(line).contains("closed at"))
                    .noneSatisfy(line -> assertThat(line).containsAnyOf("  WARN ", "  ERROR ", "Exception"))
                    .last()
                    .asString()
                    .contains("the end:")
                    .contains("one order, profit");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> readUntil(@Nullable String text, BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            if (text != null && line.contains(text)) {
                break;
            }
            line = output.readLine();
        }
        return lines;
    }
}
