package io.github.camelctrader.examples.besidenetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.netty.util.Version;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quotes and orders of camel-ctrader in an application with two other users of Netty: a web server of Vert.x, and camel-netty. */
@Timeout(120)
class BesideNettyTest {
    private static final String ORDER =
            """
            {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInUnits": 1000}""";

    /** Sockets do not react to the end of a test's time. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final CTraderSimulator simulator =
            CTraderSimulator.builder().feedPaused().start();
    private final Main main = new Main();
    private VertxPlatformHttpServer http;
    private ServerSocket display;

    @BeforeEach
    void start() throws Exception {
        display = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        display.setSoTimeout(PATIENCE_MILLIS);
        CamelProperties.forMain(simulator).forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new EndpointRouteBuilder() {
            @Override
            public void configure() {
                from(platformHttp("/orders").httpMethodRestrict("POST"))
                        .convertBodyTo(String.class)
                        .removeHeaders("*")
                        .to("ctrader:demo?messageType=NewOrderReq")
                        .convertBodyTo(String.class);
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot")
                        .setBody(simple("${header.CamelCTraderBid}"))
                        .convertBodyTo(String.class)
                        .to(netty("tcp://localhost:" + display.getLocalPort())
                                .textline(true)
                                .sync(false));
            }
        });
        main.init();
        VertxPlatformHttpServerConfiguration anyPort = new VertxPlatformHttpServerConfiguration();
        anyPort.setBindHost("localhost");
        anyPort.setBindPort(0);
        http = new VertxPlatformHttpServer(anyPort);
        main.getCamelContext().addService(http);
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.08000", "1.08010");
        main.start();
    }

    @AfterEach
    void stop() throws Exception {
        main.stop();
        display.close();
        simulator.close();
    }

    @Test
    void anOrderThatComesInOverHttpIsFilled() throws Exception {
        HttpRequest order = HttpRequest.newBuilder(URI.create("http://localhost:" + http.getPort() + "/orders"))
                .POST(HttpRequest.BodyPublishers.ofString(ORDER))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(order, HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("ORDER_FILLED"), answer.body());
    }

    @Test
    void aQuoteGoesOutOverCamelNetty() throws Exception {
        try (Socket line = display.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
            line.setSoTimeout(PATIENCE_MILLIS);
            assertEquals("1.08000", lines.readLine());
        }
    }

    @Test
    void theClassPathHasOneVersionOfNetty() {
        Set<String> versions = new TreeSet<>();
        Version.identify().values().forEach(module -> versions.add(module.artifactVersion()));

        assertEquals(Set.of("4.2.16.Final"), versions, Version.identify().toString());
    }
}
