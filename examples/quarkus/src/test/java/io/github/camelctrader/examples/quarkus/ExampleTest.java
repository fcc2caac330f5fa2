package io.github.camelctrader.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No property says where a server is, so that dev services start the simulator. */
@QuarkusTest
class ExampleTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI simulator = setting("ctrader.simulator.control-address");
    private final URI ready = setting("test.url").resolve("/q/health/ready");
    private final URI live = setting("test.url").resolve("/q/health/live");

    @Inject
    CamelContext camelContext;

    /** Nothing is cut before, so that the one order cannot get lost in it. */
    @BeforeEach
    void awaitTheOrder() {
        URI executed = simulator.resolve("/journal?direction=executed&message=NewOrderReq");
        await().atMost(LONG).until(() -> get(executed).body().contains("\"count\":1,"));
    }

    @Test
    void quotesComeAfterTheOrderToo() {
        NotifyBuilder quotes =
                new NotifyBuilder(camelContext).fromRoute("quotes").whenDone(3).create();

        assertThat(quotes.matches(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readinessGoesDownWithTheServerAndUpAgainAndLivenessStays() throws Exception {
        awaitReadiness(200, "\"UP\"");

        send(HttpRequest.newBuilder(simulator.resolve("/faults"))
                .POST(BodyPublishers.ofString("refuse-connections\ncut-rst")));
        HttpResponse<String> down = awaitReadiness(503, "\"DOWN\"");
        HttpResponse<String> alive = get(live);

        send(HttpRequest.newBuilder(simulator.resolve("/faults")).DELETE());
        HttpResponse<String> up = awaitReadiness(200, "\"UP\"");

        assertThat(down.body())
                .contains("camel-ctrader", "consumer:ctrader-quotes", "DOWN: The connection to demo is")
                .doesNotContain("symbols=");
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(up.body()).contains("\"consumer:ctrader-quotes.state\": \"READY\"");
    }

    private static URI setting(String name) {
        return ConfigProvider.getConfig().getValue(name, URI.class);
    }

    private HttpResponse<String> awaitReadiness(int status, String text) {
        return await().atMost(LONG)
                .until(
                        () -> get(ready),
                        answer -> answer.statusCode() == status && answer.body().contains(text));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
