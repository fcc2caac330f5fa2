package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the page names as proof exists. */
class ReliabilityPageTest {
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    @Test
    void everyProofIsATestOfThisRepository() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = PROOF.matcher(ReliabilityPage.text())
                .results()
                .filter(proof -> !exists(tests.get(proof.group(1)), proof.group(2)))
                .map(MatchResult::group)
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPromiseHasAProof() {
        assertThat(ReliabilityPage.text().replace("\n  ", " ").lines().filter(line -> line.startsWith("- ")))
                .hasSizeGreaterThan(30)
                .allMatch(promise -> PROOF.matcher(promise).find());
    }

    private static boolean exists(@Nullable String source, @Nullable String method) {
        return source != null && (method == null || source.contains(" " + method + "("));
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> modules = Files.walk(Path.of(".."))) {
            return modules.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ReliabilityPageTest::read,
                            (one, other) -> one + other));
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
