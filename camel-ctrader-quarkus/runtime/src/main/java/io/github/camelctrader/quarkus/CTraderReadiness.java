package io.github.camelctrader.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what Camel knows of the consumers and producers of ctrader under {@code /q/health/ready}. There is no such check of
 * liveness: no application is to be restarted because a broker is away.
 */
@Readiness
@ApplicationScoped
public class CTraderReadiness implements org.eclipse.microprofile.health.HealthCheck {
    private static final String NAME = "camel-ctrader";
    private static final String OURS = ":ctrader-";

    /** Details that Camel adds to each check. They are not shown, since a URI may hold secrets. */
    private static final Set<String> OF_CAMEL = Set.of(HealthCheck.ENDPOINT_URI, "route.id", "route.status");

    private final CamelContext camelContext;

    @Inject
    CTraderReadiness(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** Up unless one of them is down. The state of each stands under its id, and its details under the id and their names. */
    @Override
    public HealthCheckResponse call() {
        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(camelContext, "full").stream()
                .filter(result -> id(result).contains(OURS))
                .sorted(Comparator.comparing(CTraderReadiness::id))
                .toList();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME)
                .status(results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN));
        results.forEach(result -> describe(response, result));
        return response.build();
    }

    /** Camel wraps the check of a consumer into one of its own; the detail has the id of the check itself. */
    private static String id(HealthCheck.Result result) {
        return String.valueOf(result.getDetails()
                .getOrDefault(HealthCheck.CHECK_ID, result.getCheck().getId()));
    }

    private static void describe(HealthCheckResponseBuilder response, HealthCheck.Result result) {
        String id = id(result);
        String state = result.getState().name();
        response.withData(id, result.getMessage().map(why -> state + ": " + why).orElse(state));
        new TreeMap<>(result.getDetails()).forEach((name, value) -> {
            if (!OF_CAMEL.contains(name) && !HealthCheckHelper.isReservedKey(name)) {
                response.withData(id + "." + name, String.valueOf(value));
            }
        });
    }
}
