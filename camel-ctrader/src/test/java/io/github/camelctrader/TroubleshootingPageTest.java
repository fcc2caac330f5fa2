package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts that the page about trouble explains are those that the component says, and no warning lacks an explanation. */
class TroubleshootingPageTest {
    private static final Pattern TEXT = Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE);
    private static final Pattern LOGGED = Pattern.compile("LOG\\s*\\.(?:warn|error)\\(\\s*\"([^\"]*)\"");
    private static final Pattern PIECES = Pattern.compile("\\s*(?:\\.\\.\\.|\\{})[:;,.() ]*");

    private final String code = code();
    private final List<String> texts = TEXT.matcher(
                    DocPage.of("docs/troubleshooting.md").text())
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();

    @Test
    void everyTextIsInTheCode() {
        assertThat(texts).hasSizeGreaterThan(75).doesNotHaveDuplicates();
        assertThat(texts.stream().flatMap(text -> pieces(text).filter(piece -> !code.contains(piece))))
                .isEmpty();
    }

    @Test
    void everyWarningIsOnThePage() {
        List<String> logged = LOGGED.matcher(code)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(logged).hasSizeGreaterThan(40);
        assertThat(logged.stream().filter(line -> texts.stream().noneMatch(text -> explains(text, line))))
                .isEmpty();
    }

    /** Whether a line has all pieces of a text, in their order. */
    private static boolean explains(String text, String line) {
        int at = 0;
        for (String piece : pieces(text).toList()) {
            at = line.indexOf(piece, at);
            if (at < 0) {
                return false;
            }
            at += piece.length();
        }
        return true;
    }

    private static Stream<String> pieces(String text) {
        return PIECES.splitAsStream(text).filter(piece -> !piece.isBlank());
    }

    /** All sources, with texts that are written in several pieces put together. */
    private static String code() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingPageTest::read)
                    .collect(Collectors.joining("\n"))
                    .replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
