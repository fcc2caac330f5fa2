package io.github.camelctrader.simulator.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests of HTTP, reads their parameters, and lets a route answer. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final int MOST_BYTES = 64_000_000;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Routes routes;
    private final Guard guard;

    Responder(Routes routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return Answer.refused(413, "the body is longer than " + MOST_BYTES + " bytes");
        }
        Headers headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        Optional<Route> route = routes.find(exchange.getRequestMethod(), path);
        Optional<Answer> refusal = route.filter(OAuthRoutes::isOAuth).isPresent()
                ? Optional.empty()
                : guard.refuse(headers.getFirst("Authorization"), headers.getFirst("Host"), headers.getFirst("Origin"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (route.isEmpty()) {
            return routes.missing(path);
        }
        String query = exchange.getRequestURI().getRawQuery();
        return act(route.get(), query == null ? "" : query, headers.getFirst("Content-Type"), body);
    }

    private static Answer act(Route route, String query, @Nullable String contentType, byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        boolean form = route.body().isEmpty();
        if (form && !body.isBlank() && (contentType == null || !contentType.startsWith(FORM))) {
            return Answer.refused(
                    415,
                    "parameters go into the query or into a form (" + FORM + "), not into "
                            + (contentType == null ? "a body without a type" : contentType));
        }
        try {
            Map<String, String> parameters = new LinkedHashMap<>();
            Form.read(query, parameters);
            if (form) {
                Form.read(body, parameters);
            }
            Call call = new Call(parameters, form ? "" : body);
            route.check(call);
            return route.action().apply(call);
        } catch (IllegalArgumentException e) {
            return Answer.refused(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return Answer.refused(409, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", route.method(), route.path(), e);
            return Answer.refused(500, "the simulator failed: " + e);
        }
    }
}
