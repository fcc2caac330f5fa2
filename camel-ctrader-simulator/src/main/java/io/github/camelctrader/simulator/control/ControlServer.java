package io.github.camelctrader.simulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.camelctrader.simulator.CTraderSimulator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a simulator over HTTP, for tests in any language, together with the pages of OAuth; or these alone, over HTTPS. It has four threads of its
 * own and ends with {@link #close}, before or after the simulator.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int THREADS = 4;

    private final HttpServer server;
    private final String scheme;
    private final String host;
    private final ExecutorService threads;

    private ControlServer(HttpServer server, String scheme, InetSocketAddress address, Responder responder) {
        this.server = server;
        this.scheme = scheme;
        boolean local =
                address.getAddress().isLoopbackAddress() || address.getAddress().isAnyLocalAddress();
        this.host = local ? "localhost" : address.getHostString();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "ctrader-simulator-control-" + NUMBERS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, responder));
        server.start();
    }

    /**
     * Serves all of it over HTTP.
     *
     * @param simulator what is controlled
     * @param address where to listen, port 0 for any
     * @param token what clients have to show in a header {@code Authorization: Bearer TOKEN}, OAuth excepted; {@code null} for nothing
     * @return the server, listening
     * @throws IllegalArgumentException for an address that is unknown, or not of this machine alone and without a token
     * @throws IllegalStateException when the port is taken
     */
    public static ControlServer start(CTraderSimulator simulator, InetSocketAddress address, @Nullable String token) {
        requireKnown(address);
        if (token == null && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(address.getHostString()
                    + " can be reached from other machines: the control endpoint needs a token there;"
                    + " say --control-token");
        }
        Routes routes = new Routes(Stream.of(
                        new ServerRoutes(simulator).all(),
                        new MarketRoutes(simulator).all(),
                        new AccountRoutes(simulator).all(),
                        new BrokerRoutes(simulator).all(),
                        new JournalRoutes(simulator).all(),
                        new OAuthRoutes(simulator).all())
                .flatMap(List::stream)
                .toList());
        try {
            return new ControlServer(
                    HttpServer.create(address, 0), "http", address, new Responder(routes, new Guard(token)));
        } catch (IOException e) {
            throw taken("control", address, e);
        }
    }

    /**
     * Serves the pages of OAuth alone, over HTTPS with the certificate of the simulator, which is good for the names of the real ones.
     *
     * @param simulator whose tokens they give
     * @param address where to listen, port 0 for any
     * @return the server, listening
     * @throws IllegalArgumentException for an address that is unknown
     * @throws IllegalStateException when the port is taken
     */
    public static ControlServer startOAuth(CTraderSimulator simulator, InetSocketAddress address) {
        requireKnown(address);
        try {
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(simulator.serverSslContext()));
            Routes routes = new Routes(new OAuthRoutes(simulator).all());
            return new ControlServer(server, "https", address, new Responder(routes, new Guard(null)));
        } catch (IOException e) {
            throw taken("OAuth", address, e);
        }
    }

    private static void requireKnown(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("there is no address " + address.getHostString());
        }
    }

    private static IllegalStateException taken(String what, InetSocketAddress address, IOException cause) {
        return new IllegalStateException(
                "The " + what + " endpoint cannot have port " + address.getPort() + " of " + address.getHostString(),
                cause);
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange, Responder responder) throws IOException {
        try (exchange) {
            Answer answer = responder.answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            Optional.ofNullable(answer.location())
                    .ifPresent(location -> exchange.getResponseHeaders().set("Location", location));
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            LOG.debug("A client of the control endpoint went away", e);
            throw e;
        }
    }

    /** Ends it; requests under way are not waited for. May be called again. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    /** Names the place. */
    @Override
    public String toString() {
        return "ControlServer[" + uri() + "]";
    }
}
