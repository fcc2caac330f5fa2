package io.github.camelctrader.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the source files of all modules. */
class SourceTreeTest {
    private static final int MOST_LINES = 400;
    private static final int MOST_LINES_OF_HALF = 120;
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    private static final Path ROOT = root();
    private static final List<Path> SOURCES = sources();

    @Test
    void noFileIsLong() {
        assertThat(SOURCES.stream()
                        .filter(file -> lines(file).size() > MOST_LINES)
                        .map(file ->
                                ROOT.relativize(file) + " has " + lines(file).size() + " lines"))
                .as("files of more than %d lines", MOST_LINES)
                .isEmpty();
    }

    @Test
    void halfOfTheFilesAreShort() {
        List<Path> main = SOURCES.stream().filter(SourceTreeTest::isMain).toList();
        long brief = main.stream()
                .filter(file -> lines(file).size() <= MOST_LINES_OF_HALF)
                .count();

        assertThat(2 * brief).isGreaterThanOrEqualTo(main.size());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(SOURCES.stream()
                        .filter(SourceTreeTest::isMain)
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !isNullMarked(Objects.requireNonNull(directory)))
                        .map(ROOT::relativize))
                .as("packages without a NullMarked package-info")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread" + ".sleep(", "@Dis" + "abled", "@Re" + "tryingTest", "synchron" + "ized ("})
    void whatTestsAndSourcesDoWithout(String forbidden) {
        assertThat(SOURCES.stream()
                        .filter(file -> lines(file).stream().anyMatch(line -> line.contains(forbidden)))
                        .map(ROOT::relativize))
                .as("files with %s", forbidden)
                .isEmpty();
    }

    @Test
    void theTreeIsTheWholeOne() {
        assertThat(SOURCES).contains(MODULE.resolve("src/test/java/io/github/camelctrader/architecture/Layers.java"));
        assertThat(SOURCES)
                .hasSizeGreaterThan(100)
                .noneMatch(file -> file.toString().contains("/target/"));
    }

    /** The directory of all modules, or that of this one when it was taken out of them. */
    private static Path root() {
        Path parent = MODULE.getParent();
        return parent != null && Files.exists(parent.resolve("pom.xml")) ? parent : MODULE;
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().matches("(.*/)?src/(main|test)/java/.*"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?target/.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMain(Path file) {
        return file.toString().contains("/src/main/java/");
    }

    private static boolean isNullMarked(Path directory) {
        Path info = directory.resolve("package-info.java");
        return Files.exists(info)
                && lines(info).stream().anyMatch(line -> line.matches("@(org\\.jspecify\\.annotations\\.)?NullMarked"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
