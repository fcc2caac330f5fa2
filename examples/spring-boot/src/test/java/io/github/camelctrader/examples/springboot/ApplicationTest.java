package io.github.camelctrader.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalServer server = new LocalServer(0);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Timeout(300)
    void quotesAndAnOrderComeAndHealthFollowsTheServerAndItEndsCleanly(CapturedOutput output) throws Exception {
        AtomicInteger running = new AtomicInteger();
        try (ConfigurableApplicationContext application = Application.run(server, "--server.port=0")) {
            String address = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
            URI health = URI.create(address + "/actuator/health");
            awaitOutput(output, "ORDER_FILLED, position ");
            awaitOutput(output, " : EURUSD 1.");
            await().atMost(LONG).until(() -> get(health).statusCode() == 200);
            assertThat(get(health).body())
                    .contains("consumer:ctrader-quotes")
                    .doesNotContain(
                            SimulatorDefaults.CLIENT_ID,
                            SimulatorDefaults.CLIENT_SECRET,
                            SimulatorDefaults.ACCESS_TOKEN);

            send(HttpRequest.newBuilder(server.control().resolve("/faults"))
                    .POST(BodyPublishers.ofString("refuse-connections\ncut-rst")));
            await().atMost(LONG).until(() -> get(health).statusCode() == 503);
            assertThat(get(health).body()).contains("\"consumer:quotes\":\"DOWN\"", "\"environment\":\"demo\"");
            assertThat(get(URI.create(health + "/readiness")).statusCode()).isEqualTo(503);
            assertThat(get(URI.create(health + "/liveness")).statusCode()).isEqualTo(200);

            send(HttpRequest.newBuilder(server.control().resolve("/faults")).DELETE());
            await().atMost(LONG).until(() -> get(health).statusCode() == 200);
            running.set(output.toString().length());
        }
        assertThat(output.toString()).doesNotContain(" ERROR ");
        assertThat(output.toString().substring(running.get()).lines())
                .noneMatch(line -> line.contains(" WARN ") && line.contains("o.a.c.impl"));
    }

    private static void awaitOutput(CapturedOutput output, String text) {
        await().atMost(LONG).until(() -> output.toString().contains(text));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
