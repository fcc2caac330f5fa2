package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.control.ControlServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A simulator whose prices stand still, with its control endpoint, and a client of that. */
final class ControlHarness implements AutoCloseable {
    private static final String FORM = "application/x-www-form-urlencoded";

    final CTraderSimulator simulator;
    final ControlServer control;
    private final HttpClient http = HttpClient.newHttpClient();

    ControlHarness() {
        this(CTraderSimulator.builder());
    }

    ControlHarness(SimulatorBuilder builder) {
        simulator = builder.quotesPerSecond(0).fillDelay(Duration.ZERO).start();
        control = ControlServer.start(simulator, new InetSocketAddress("127.0.0.1", 0), null);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder at(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(control.uri() + pathAndQuery));
    }

    String get(String pathAndQuery) throws IOException, InterruptedException {
        return send(at(pathAndQuery)).body().strip();
    }

    String delete(String pathAndQuery) throws IOException, InterruptedException {
        return send(at(pathAndQuery).DELETE()).body().strip();
    }

    /** Sends a form. */
    String post(String path, String form) throws IOException, InterruptedException {
        return send(at(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(form)))
                .body()
                .strip();
    }

    @Override
    public void close() {
        control.close();
        simulator.close();
    }
}
