package io.github.camelctrader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A page of the documentation: the blocks of code in it, by the heading that they stand under. */
final class DocPage {
    private final Path file;
    private final Map<String, List<Block>> sections = new LinkedHashMap<>();

    private DocPage(Path file) {
        this.file = file;
    }

    /** @param path from the root of the repository */
    static DocPage of(String path) {
        DocPage page = new DocPage(Path.of("..").resolve(path));
        page.read();
        return page;
    }

    private void read() {
        String heading = "";
        String language = "";
        StringBuilder block = null;
        for (String line : text().lines().toList()) {
            if (block == null && line.startsWith("```")) {
                language = line.substring(3);
                block = new StringBuilder();
            } else if (block == null) {
                heading = line.startsWith("#") ? line.replaceFirst("#+ ", "") : heading;
            } else if (line.equals("```")) {
                sections.computeIfAbsent(heading, each -> new ArrayList<>()).add(new Block(language, block.toString()));
                block = null;
            } else {
                block.append(line).append('\n');
            }
        }
    }

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Headings under which there is code, in their order. */
    List<String> headings() {
        return List.copyOf(sections.keySet());
    }

    List<Block> blocks(String heading) {
        return Objects.requireNonNull(sections.get(heading), heading);
    }

    /** @param language as it stands after the backticks */
    record Block(String language, String text) {}
}
