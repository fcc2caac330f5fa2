package io.github.camelctrader.examples.springboot;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.FailureHandler;
import org.springframework.boot.devtools.restart.Restarter;

/** A restart by the developer tools, as a changed class causes it: the connection ends with the old classes, and a new one is made. */
class DevtoolsTest {
    /** Under which name the two class loaders find a queue of running applications. */
    private static final String RUNNING = DevtoolsTest.class.getName();

    private static final Duration LONG = Duration.ofSeconds(60);

    /** What the developer tools call again after a change, with classes that are read anew. */
    static final class Started {
        private Started() {}

        @SuppressWarnings("unchecked")
        public static void main(String[] arguments) {
            BlockingQueue<Closeable> running = (BlockingQueue<Closeable>)
                    Objects.requireNonNull(System.getProperties().get(RUNNING));
            running.add(SpringApplication.run(Application.class, arguments));
        }
    }

    @Test
    @Timeout(300)
    void aRestartEndsTheConnectionAndMakesANewOne() throws Exception {
        BlockingQueue<Closeable> running = new LinkedBlockingQueue<>();
        System.getProperties().put(RUNNING, running);
        try (LocalServer server = new LocalServer(0)) {
            Map<String, String> properties = server.properties();
            properties.put("server.port", "0");
            properties.put("example.trade", "false");
            String[] arguments = properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new);
            // A thread of this name without a test in its stack is what the developer tools take for an application's.
            new Thread(() -> Started.main(arguments), "main").start();
            next(running);
            await().atMost(LONG).until(() -> server.simulator().acceptedConnections(DEMO) == 1);

            Restarter.getInstance().restart(FailureHandler.NONE);

            try (Closeable restarted = next(running)) {
                await().atMost(LONG).until(() -> server.simulator().acceptedConnections(DEMO) == 2);
                assertThat(restarted.getClass().getName()).contains("ApplicationContext");
            }
        } finally {
            System.getProperties().remove(RUNNING);
        }
    }

    private static Closeable next(BlockingQueue<Closeable> running) throws InterruptedException {
        return Objects.requireNonNull(running.poll(LONG.toSeconds(), TimeUnit.SECONDS), "no application started");
    }
}
