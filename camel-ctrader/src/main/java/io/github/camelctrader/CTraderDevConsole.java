package io.github.camelctrader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * Shows the connections of all ctrader components of a context in the developer console of Camel: the states of connections and
 * accounts, the consumers of events, the orders that are under way or of unknown outcome, and why links ended. Shows no secret.
 */
@DevConsole(name = "ctrader", displayName = "cTrader", description = "Connections, accounts and orders of cTrader")
public final class CTraderDevConsole extends AbstractDevConsole {
    public CTraderDevConsole() {
        super("camel", "ctrader", "cTrader", "Connections, accounts and orders of cTrader");
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject json = new JsonObject();
        json.put("connections", connections());
        return json;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return connections().stream().map(ReportFacts::text).collect(Collectors.joining());
    }

    private List<Map<String, Object>> connections() {
        List<Map<String, Object>> all = new ArrayList<>();
        CamelContext context = Objects.requireNonNull(getCamelContext(), "the Camel context");
        for (String name : context.getComponentNames()) {
            if (context.hasComponent(name) instanceof CTraderComponent component) {
                component.reports().forEach(report -> all.add(ReportFacts.of(name, report)));
            }
        }
        return all;
    }
}
