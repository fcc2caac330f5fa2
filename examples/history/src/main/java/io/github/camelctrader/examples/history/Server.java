package io.github.camelctrader.examples.history;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.MarketHours;
import java.util.Map;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Where history comes from: the real server for whoever has credentials, else a simulator in this process. */
final class Server implements AutoCloseable {
    private final @Nullable CTraderSimulator simulator;

    private Server(@Nullable CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    /** Configures the component. Host, port and trust of the real server are its defaults. */
    static Server configure(Main main, Map<String, String> environment) {
        String clientId = environment.get("CTRADER_CLIENT_ID");
        if (clientId != null) {
            component(main, "client-id", clientId);
            component(main, "client-secret", needed(environment, "CTRADER_CLIENT_SECRET"));
            component(main, "access-token", needed(environment, "CTRADER_ACCESS_TOKEN"));
            component(main, "account-id", needed(environment, "CTRADER_ACCOUNT_ID"));
            return new Server(null);
        }
        CTraderSimulator simulator =
                CTraderSimulator.builder().marketHours(MarketHours.WEEKDAYS).start();
        CamelProperties.forMain(simulator).forEach(main::addInitialProperty);
        return new Server(simulator);
    }

    private static void component(Main main, String option, String value) {
        main.addInitialProperty("camel.component.ctrader." + option, value);
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("CTRADER_CLIENT_ID is set, " + name + " is not");
        }
        return value;
    }

    String description() {
        return simulator == null ? "the real server" : "a simulator of its own";
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
