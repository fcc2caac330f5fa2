package io.github.camelctrader.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run found out, in parts that have names, so that {@link IntoDocs} can put each into the page that shows it. */
final class Figures {
    private final Map<String, String> parts = new LinkedHashMap<>();

    /** Keeps a part; one of the same name is replaced. */
    void put(String name, String markdown) {
        parts.put(name, markdown.strip());
    }

    /** All parts, each between two comments that tell its name and its end. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# What was measured\n\n");
        parts.forEach((name, markdown) -> text.append(IntoDocs.begin(name))
                .append('\n')
                .append(markdown)
                .append('\n')
                .append(IntoDocs.END)
                .append("\n\n"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        System.out.println(text);
    }
}
