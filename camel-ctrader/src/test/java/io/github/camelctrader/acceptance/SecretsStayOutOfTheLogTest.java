package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads what all other tests of this module logged at TRACE. Runs in a later execution of Surefire than they do. */
@Tag("after-all-tests")
class SecretsStayOutOfTheLogTest {
    private static final int SHOWN = 5;

    @Test
    void noSecretWasLogged() throws IOException {
        assertThat(lines(line -> line.contains(SimulatorDefaults.SECRET_MARKER)))
                .isEmpty();
    }

    @Test
    void theLogIsWorthReading() throws IOException {
        assertThat(lines(line -> line.contains(" TRACE "))).hasSize(SHOWN);
        assertThat(lines(line -> line.contains("-> READY"))).hasSize(SHOWN);
    }

    private static List<String> lines(Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path log : logs()) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.filter(wanted).limit(SHOWN - found.size()).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("trace-of-all-tests-"))
                    .toList();
        }
    }
}
