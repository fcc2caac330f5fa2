package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultScript;
import io.github.camelctrader.simulator.Parameters;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server itself: how it is, faults, clock, a new beginning. */
final class ServerRoutes {
    private final CTraderSimulator simulator;

    ServerRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/status", "", "hosts, ports, connections, the server's time", this::status),
                Route.withBody(
                        "POST", "/faults", "", "faults, one a line", "makes it misbehave from now on", this::faults),
                Route.of("DELETE", "/faults", "", "ends faults that wait or last", call -> {
                    simulator.clearFaults();
                    return Answer.done();
                }),
                Route.of("POST", "/clock", "offset", "steps the server's clock, as 90s or -90s ahead", call -> {
                    simulator.clockOffset(Parameters.signedTime(call.need("offset")));
                    return Answer.json(Json.object("time", simulator.serverTime()));
                }),
                Route.of(
                        "POST", "/lags", "history reconcile", "makes lists and reconciliation late, as 5s", this::lags),
                Route.of("POST", "/reset", "", "begins anew: all as at the start, connections end", call -> {
                    simulator.reset();
                    return Answer.done();
                }));
    }

    private Answer status(Call call) {
        Map<String, @Nullable Object> environments = new LinkedHashMap<>();
        for (SimulatorEnvironment environment : SimulatorEnvironment.values()) {
            environments.put(
                    environment.toString(),
                    Json.object(
                            "host", simulator.host(environment),
                            "port", simulator.port(environment),
                            "openConnections", simulator.openConnections(environment),
                            "acceptedConnections", simulator.acceptedConnections(environment)));
        }
        return Answer.json(Json.object("time", simulator.serverTime(), "environments", environments));
    }

    private Answer faults(Call call) {
        if (FaultScript.parse(call.text()).isEmpty()) {
            throw new IllegalArgumentException("the body has no fault");
        }
        simulator.faults(call.text());
        return Answer.done();
    }

    private Answer lags(Call call) {
        Optional<Duration> history = call.find("history").map(Parameters::time);
        Optional<Duration> reconcile = call.find("reconcile").map(Parameters::time);
        if (history.isEmpty() && reconcile.isEmpty()) {
            throw new IllegalArgumentException("history or reconcile is missing");
        }
        history.ifPresent(simulator::historyLag);
        reconcile.ifPresent(simulator::reconcileLag);
        return Answer.done();
    }
}
