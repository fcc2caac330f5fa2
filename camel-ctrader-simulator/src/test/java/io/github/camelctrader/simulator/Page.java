package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The page about the simulator as a program: its blocks of code, and a shell that runs its commands and compares what they are said to print. */
final class Page {
    private static final String EXPECTED = "#> ";
    private static final List<String> PROGRAMS = List.of("curl", "python3", "node");

    private Page() {}

    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** The first line of each block in a language; without one of the blocks that name none. */
    static List<String> beginnings(String language) throws IOException {
        List<String> beginnings = new ArrayList<>();
        boolean block = false;
        boolean begins = false;
        for (String line : Files.readAllLines(page())) {
            if (line.startsWith("```")) {
                block = !block;
                begins = block && line.equals("```" + language);
            } else if (begins) {
                beginnings.add(line);
                begins = false;
            }
        }
        return beginnings;
    }

    private static Path page() {
        return Path.of(System.getProperty("basedir", ".")).resolve("../docs/simulator.md");
    }

    /** The blocks in a language between a heading and the next one of its level. */
    static List<String> blocks(String heading, String language) throws IOException {
        String level = heading.substring(0, heading.indexOf(' ') + 1);
        List<String> blocks = new ArrayList<>();
        boolean within = false;
        boolean wanted = false;
        StringBuilder block = null;
        for (String line : Files.readAllLines(page())) {
            if (block == null && line.startsWith("```")) {
                wanted = within && line.equals("```" + language);
                block = new StringBuilder();
            } else if (block == null) {
                within = line.startsWith(level) ? line.equals(heading) : within;
            } else if (line.equals("```")) {
                if (wanted) {
                    blocks.add(block.toString());
                }
                block = null;
            } else {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** Each command whose program is installed has to succeed, and its answer to hold what the lines after it say. */
    static String script(List<String> blocks) {
        StringBuilder script = new StringBuilder("set -e\ncurl() { command curl -fsS \"$@\"; }\n");
        boolean skipped = false;
        for (String line : String.join("\n", blocks).lines().toList()) {
            String program = line.split(" ", 2)[0];
            boolean runs = PROGRAMS.contains(program);
            if (line.startsWith(EXPECTED)) {
                if (!skipped) {
                    script.append("grep -F -- '")
                            .append(line.substring(EXPECTED.length()))
                            .append("' answer > expected || { cat answer; exit 1; }\n");
                }
                continue;
            }
            skipped = runs && !isInstalled(program);
            if (runs && !skipped) {
                script.append("echo '+ ").append(line.replace("'", "")).append("'\n");
                script.append(line).append(line.endsWith("\\") ? "\n" : " > answer\n");
            } else if (!skipped) {
                script.append(line).append('\n');
            }
        }
        return script.toString();
    }

    /** Runs a script in a directory; it has to succeed. */
    static void run(Path directory, String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
            in.write(script);
        }
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
    }
}
