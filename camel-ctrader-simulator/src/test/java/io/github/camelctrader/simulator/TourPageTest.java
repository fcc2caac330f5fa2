package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The beginning of the page about the simulator, done as it says: the simulator runs with the options of its command, and the programs and
 * commands of the tour run against it, as far as the languages are installed. Only ports are others.
 */
class TourPageTest {
    private static final String START = "## Start it";
    private static final String TOUR = "## Two minutes in Python or JavaScript";
    private static final String JAR = "-standalone.jar ";

    @TempDir
    Path directory;

    @Test
    void theTourDoesWhatThePageSays() throws Exception {
        Process process = start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String introduction = introduction(out);
            String json = found("demo \\(JSON\\) +\\S+:(\\d+)", introduction);
            String control = found("control +http://\\S+:(\\d+)", introduction);
            assertThat(program("python", json)).isEqualTo("tour.py");
            assertThat(program("js", json)).isEqualTo("tour.mjs");
            List<String> commands = Page.blocks(TOUR, "sh");
            assertThat(String.join("", commands))
                    .contains("python3 tour.py\n", "node tour.mjs\n", "/quotes", "/faults");

            // The last block asks what became of the order in Python.
            List<String> possible = Page.isInstalled("python3") ? commands : commands.subList(0, commands.size() - 1);
            Page.run(directory, Page.script(possible).replace("localhost:5080", "localhost:" + control));
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** The blocks in {@code sh} are executed here, by {@link ProbePageTest} and by {@link ControlPageTest}. */
    @Test
    void noCommandOfThePageIsLeftOut() throws Exception {
        int executed = 0;
        for (String heading : List.of(START, TOUR, "# Ask a real server", "# Control while it runs")) {
            executed += Page.blocks(heading, "sh").size();
        }
        assertThat(executed).isEqualTo(Page.beginnings("sh").size());
        assertThat(Page.beginnings(""))
                .isNotEmpty()
                .noneMatch(line -> line.matches("(mvn|java|export|curl|python3|node|docker|\\./\\S+|\\$) .*"));
    }

    /** A build within a build would take a minute; the build of every change begins with it instead. */
    @Test
    void theJarIsBuiltAsThePageSaysForEveryChange() throws Exception {
        Path build = Path.of(System.getProperty("basedir", ".")).resolve("../.ci/run");

        assertThat(Files.readAllLines(build))
                .containsSubsequence(
                        Page.blocks(START, "sh").get(0).lines().findFirst().orElseThrow(), "maven verify");
    }

    /** Runs what the page runs as a jar. */
    private Process start() throws IOException {
        List<String> commands = Page.blocks(START, "sh").get(0).lines().toList();
        String run = commands.get(commands.size() - 1);
        assertThat(run).startsWith("java -jar camel-ctrader-simulator/target/camel-ctrader-simulator-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(run.substring(run.indexOf(JAR) + JAR.length())
                .replace("--control-port 5080", "--control-port 0")
                .split(" ")));
        command.addAll(List.of("--demo-port", "0", "--live-port", "0", "--live-address", "127.0.0.1"));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String introduction(BufferedReader out) throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = out.readLine();
        while (line != null && !line.startsWith("Ctrl-C")) {
            lines.append(line).append('\n');
            line = out.readLine();
        }
        assertThat(line).as("after %s", lines).isNotNull();
        return lines.toString();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    /** Writes a program of the page to a file of the name in its first line. */
    private String program(String language, String port) throws IOException {
        String text = Page.blocks(TOUR, language).get(0);
        String name = found("\\A(?:#|//) (\\S+)", text);
        assertThat(text).contains(" 5036");
        Files.writeString(directory.resolve(name), text.replace(" 5036", " " + port));
        return name;
    }
}
