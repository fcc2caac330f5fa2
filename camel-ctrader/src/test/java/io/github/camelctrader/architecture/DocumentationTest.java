package io.github.camelctrader.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead where they say, and name what is there. */
class DocumentationTest {
    private static final Path ROOT = root();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PATH = Pattern.compile("`((?:camel-ctrader|proto|examples|docs)[\\w./-]*)`");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of(ROOT.relativize(file).toString().split("/"))
                            .noneMatch(part -> part.equals("target") || part.startsWith(".")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAPageThatIsThereAndToAHeadingOnIt(Path page) {
        assertThat(LINK.matcher(text(page))
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !link.startsWith("http"))
                        .filter(link -> !leadsSomewhere(page, link)))
                .isEmpty();
    }

    @Test
    void thePlacesOfChangesExist() {
        assertThat(PATH.matcher(text(ROOT.resolve("docs/where.md")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(path -> !Files.exists(ROOT.resolve(path))))
                .isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path target = file.isEmpty()
                ? page
                : Objects.requireNonNull(page.getParent()).resolve(file).normalize();
        return Files.exists(target) && (mark < 0 || headings(target).anyMatch(link.substring(mark + 1)::equals));
    }

    /** As web pages of repositories name them in links. */
    private static Stream<String> headings(Path page) {
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(text(page))
                .results()
                .map((MatchResult heading) -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path module =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        return Objects.requireNonNull(module.getParent());
    }
}
