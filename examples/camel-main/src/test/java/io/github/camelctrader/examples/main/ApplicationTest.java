package io.github.camelctrader.examples.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

class ApplicationTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LocalServer server = new LocalServer(0);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        server.close();
    }

    @Test
    @Timeout(300)
    void quotesAndAnOrderComeAndHealthFollowsTheServerAndItEndsCleanly() throws Exception {
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("camel.management.port", "0");
        Application application = new Application(properties);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
            try {
                application.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        awaitLine("ORDER_FILLED, position \\d+");
        awaitLine("EURUSD \\d\\.\\d+ / \\d\\.\\d+");
        URI health = awaitHealth(application);
        await().atMost(LONG).until(() -> get(health).statusCode() == 200);
        assertThat(get(health).body()).contains("consumer:quotes");

        send(HttpRequest.newBuilder(server.control().resolve("/faults"))
                .POST(BodyPublishers.ofString("refuse-connections\ncut-rst")));
        await().atMost(LONG).until(() -> get(health).statusCode() == 503);
        assertThat(get(URI.create(health + "/ready")).body()).contains("The connection to demo is");
        assertThat(get(URI.create(health + "/live")).statusCode()).isEqualTo(200);

        send(HttpRequest.newBuilder(server.control().resolve("/faults")).DELETE());
        await().atMost(LONG).until(() -> get(health).statusCode() == 200);

        application.camel().completed();
        assertThat(end).succeedsWithin(LONG);
        assertThat(log.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR));
        assertThat(log.list)
                .noneMatch(line ->
                        line.getLevel() == Level.WARN && line.getLoggerName().startsWith("org.apache.camel.impl"));
    }

    private static URI awaitHealth(Application application) {
        VertxPlatformHttpServer http = await().atMost(LONG)
                .until(
                        () -> application.camel().getCamelContext().hasService(VertxPlatformHttpServer.class),
                        found -> found != null && found.getPort() > 0);
        return URI.create("http://localhost:" + http.getPort() + "/observe/health");
    }

    private void awaitLine(String pattern) {
        await().atMost(LONG)
                .until(() -> List.copyOf(log.list).stream()
                        .anyMatch(line -> line.getFormattedMessage().matches(pattern)));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
