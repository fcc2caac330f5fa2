package io.github.camelctrader.examples.springboot;

import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the routes until Ctrl-C: against a simulator of its own where the environment has no credentials. */
@SpringBootApplication
public class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int CONTROL_PORT = 5080;

    /** Returns when the application has started. */
    public static void main(String[] arguments) {
        if (System.getenv("CTRADER_CLIENT_ID") != null) {
            SpringApplication.run(Application.class, arguments);
            return;
        }
        LocalServer server = new LocalServer(CONTROL_PORT);
        run(server, arguments);
        LOG.info("No CTRADER_CLIENT_ID in the environment: a simulator runs, controlled at {}", server.control());
    }

    /** @param arguments properties, as on the command line */
    static ConfigurableApplicationContext run(LocalServer server, String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        Stream<String> ofServer = server.properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        return application.run(Stream.concat(ofServer, Stream.of(arguments)).toArray(String[]::new));
    }
}
