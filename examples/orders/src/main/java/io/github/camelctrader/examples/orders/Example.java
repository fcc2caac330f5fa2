package io.github.camelctrader.examples.orders;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.main.Main;

/**
 * Runs one of the examples: the routes of the folder with its name, against a simulator in this process. All that an example
 * leaves behind is in its work folder.
 */
public final class Example {
    static final List<String> NAMES = List.of("order-entry", "copy-trading");

    private final String name;
    private final Path folder;
    private final Main main = new Main();

    /** @param folder where the example may write; made if it is missing */
    Example(String name, Path folder) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("There is no example " + name + "; there are " + NAMES);
        }
        this.name = name;
        this.folder = folder;
    }

    /** Runs the example that the first argument names, for the seconds that the system property {@code seconds} names. */
    public static void main(String[] arguments) throws Exception {
        Example example = new Example(
                arguments.length == 0 ? NAMES.get(0) : arguments[0],
                Files.createTempDirectory("camel-ctrader-example-"));
        example.run(Integer.getInteger("seconds", 20));
    }

    /** Returns when the time is over, the JVM is asked to end, or {@link #stop} is called. */
    void run(int seconds) throws Exception {
        Files.createDirectories(folder);
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            CamelProperties.forMain(simulator).forEach(main::addInitialProperty);
            main.addInitialProperty("account.first", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
            main.addInitialProperty("account.second", String.valueOf(SimulatorDefaults.SECOND_DEMO_ACCOUNT));
            main.addInitialProperty("example.folder", folder.toString());
            main.configure().setRoutesIncludePattern("classpath:" + name + "/*.yaml");
            main.configure().setDurationMaxSeconds(seconds);
            main.run();
        }
        report();
    }

    /** Ends {@link #run} early. */
    void stop() {
        main.completed();
    }

    private void report() throws IOException {
        try (var files = Files.walk(folder)) {
            System.out.println("What is left in " + folder + ":");
            files.filter(Files::isRegularFile)
                    .map(file -> "  " + folder.relativize(file))
                    .sorted()
                    .forEach(System.out::println);
        }
    }
}
