package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.server.Wire;
import java.util.EnumMap;
import java.util.Map;

/** Where a simulator listens. */
final class Addresses {
    private static final int MAX_PORT = 65_535;

    private final Map<SimulatorEnvironment, String> addresses = new EnumMap<>(SimulatorEnvironment.class);
    private final Map<Wire, Map<SimulatorEnvironment, Integer>> ports = new EnumMap<>(Wire.class);

    void address(SimulatorEnvironment environment, String address) {
        addresses.put(environment, address);
    }

    /** @param field what to call the port when it is none */
    void port(String field, Wire wire, SimulatorEnvironment environment, int port) {
        Checks.within(field, port, 0, MAX_PORT);
        ports.computeIfAbsent(wire, any -> new EnumMap<>(SimulatorEnvironment.class))
                .put(environment, port);
    }

    /** A copy. */
    Map<SimulatorEnvironment, String> addresses() {
        return Map.copyOf(addresses);
    }

    /** A copy. */
    Map<Wire, Map<SimulatorEnvironment, Integer>> ports() {
        Map<Wire, Map<SimulatorEnvironment, Integer>> copy = new EnumMap<>(Wire.class);
        ports.forEach((wire, chosen) -> copy.put(wire, Map.copyOf(chosen)));
        return copy;
    }
}
