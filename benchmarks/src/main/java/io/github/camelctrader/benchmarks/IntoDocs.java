package io.github.camelctrader.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the parts of a report into the pages that show them. Needs nothing but a JDK, which runs it from its source. */
public final class IntoDocs {
    static final String END = "<!-- end of figures -->";

    private static final Pattern PART =
            Pattern.compile("(<!-- figures: ([a-z ]+) -->\n)(.*?)(" + Pattern.quote(END) + ")", Pattern.DOTALL);

    private IntoDocs() {}

    static String begin(String name) {
        return "<!-- figures: " + name + " -->";
    }

    /**
     * @param arguments the report; then the pages, whose parts are replaced by those of the same name; a plot beside the report is copied
     *     to one of the same name beside a page
     */
    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        String figures = Files.readString(report);
        for (int i = 1; i < arguments.length; i++) {
            Path page = Path.of(arguments[i]);
            String text = PART.matcher(Files.readString(page))
                    .replaceAll(shown -> Matcher.quoteReplacement(
                            shown.group(1) + part(figures, shown.group(2)).orElse(shown.group(3)) + END));
            Files.writeString(page, text);
            Path plot = Path.of(report.toString().replaceFirst("\\.md$", ".svg"));
            Path shown = page.resolveSibling(plot.getFileName());
            if (Files.exists(plot) && Files.exists(shown)) {
                Files.copy(plot, shown, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Optional<String> part(String figures, String name) {
        return PART.matcher(figures)
                .results()
                .filter(part -> part.group(2).equals(name))
                .map(part -> part.group(3))
                .findFirst();
    }
}
