package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads what all other tests of this module logged at TRACE. Runs in a later execution of Surefire than they do. */
@Tag("after-all-tests")
class SecretsStayOutOfTheLogTest {
    private static final Path LOG = Path.of("target", "trace-of-all-tests.txt");

    @Test
    void noSecretWasLogged() throws IOException {
        assertThat(Files.size(LOG)).as("size of the log").isGreaterThan(10_000);
        try (Stream<String> lines = Files.lines(LOG)) {
            List<String> leaks = lines.filter(line -> line.contains(SimulatorDefaults.SECRET_MARKER))
                    .limit(5)
                    .toList();

            assertThat(leaks).isEmpty();
        }
    }

    @Test
    void theLogIsWorthReading() throws IOException {
        try (Stream<String> lines = Files.lines(LOG)) {
            assertThat(lines.anyMatch(line -> line.contains("TRACE"))).isTrue();
        }
        try (Stream<String> lines = Files.lines(LOG)) {
            assertThat(lines.anyMatch(line -> line.contains("-> READY"))).isTrue();
        }
    }
}
