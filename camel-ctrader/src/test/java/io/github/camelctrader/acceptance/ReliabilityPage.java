package io.github.camelctrader.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code docs/reliability.md}, as far as tests can read it: its sections, and the rows of their tables. */
final class ReliabilityPage {
    private static final Path PAGE = Path.of("..", "docs", "reliability.md");

    private ReliabilityPage() {}

    static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the tables under a heading, without their header: one list of cells each, without code marks. */
    static List<List<String>> rows(String heading) {
        return section(heading)
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(cell -> cell.trim().replace("`", ""))
                        .toList())
                .toList();
    }

    /** The first cell of each row. */
    static List<String> firstColumn(String heading) {
        return rows(heading).stream().map(row -> row.get(0)).toList();
    }

    private static Stream<String> section(String heading) {
        return text().lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }
}
