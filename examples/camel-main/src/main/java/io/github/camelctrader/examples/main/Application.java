package io.github.camelctrader.examples.main;

import java.util.Map;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes until Ctrl-C: against a simulator of its own where the environment has no credentials. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int CONTROL_PORT = 5080;

    private final Main main = new Main();

    /** @param changed properties that go before those of the file */
    Application(Map<String, String> changed) {
        changed.forEach(main::addOverrideProperty);
    }

    /** Ends with the JVM. */
    public static void main(String[] arguments) throws Exception {
        if (System.getenv("CTRADER_CLIENT_ID") != null) {
            new Application(Map.of()).run();
            return;
        }
        try (LocalServer server = new LocalServer(CONTROL_PORT)) {
            LOG.info("No CTRADER_CLIENT_ID in the environment: a simulator runs, controlled at {}", server.control());
            new Application(server.properties()).run();
        }
    }

    Main camel() {
        return main;
    }

    /** Returns when the JVM is asked to end, or the application is told that it is completed. */
    void run() throws Exception {
        main.run();
    }
}
