package io.github.camelctrader.examples.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the keyboard may choose.
 *
 * @param dsl which form of the routes runs
 * @param duration how long to run
 * @param hold how long the position stays open
 * @param symbols names of the symbols to watch, separated by commas
 * @param tradedSymbol the symbol that the rule watches and trades
 * @param readingPause how long the table of quotes rests after each line, so that a person can follow
 * @param quotesPerSecond of each symbol at the embedded simulator
 * @param credentials of a real demo account, or null to run against the embedded simulator
 * @param trade whether the rule may trade: always at the simulator, on a real account only when asked to
 */
record Settings(
        Dsl dsl,
        Duration duration,
        Duration hold,
        String symbols,
        String tradedSymbol,
        Duration readingPause,
        int quotesPerSecond,
        @Nullable Credentials credentials,
        boolean trade) {
    private static final String CLIENT_ID = "CTRADER_CLIENT_ID";
    private static final String CLIENT_SECRET = "CTRADER_CLIENT_SECRET";
    private static final String ACCESS_TOKEN = "CTRADER_ACCESS_TOKEN";
    private static final String ACCOUNT_ID = "CTRADER_ACCOUNT_ID";
    private static final String TRADE = "CTRADER_TRADE";

    /** The two forms in which every route of the quickstart exists. */
    enum Dsl {
        YAML,
        JAVA
    }

    /**
     * @param properties system properties {@code quickstart.*}
     * @param environment environment variables {@code CTRADER_*}
     * @throws IllegalArgumentException when a value cannot be understood, or only some of the credentials are there
     */
    static Settings read(Properties properties, Map<String, String> environment) {
        Credentials credentials = credentials(environment);
        return new Settings(
                dsl(properties.getProperty("quickstart.dsl", "yaml")),
                seconds(properties, "quickstart.seconds", "60"),
                seconds(properties, "quickstart.hold", "5"),
                properties.getProperty("quickstart.symbols", "EURUSD,GBPUSD,USDJPY,XAUUSD"),
                properties.getProperty("quickstart.tradedSymbol", "EURUSD"),
                Duration.ofMillis(400),
                2,
                credentials,
                credentials == null || "yes".equalsIgnoreCase(environment.getOrDefault(TRADE, "no")));
    }

    private static Dsl dsl(String name) {
        for (Dsl dsl : Dsl.values()) {
            if (dsl.name().equalsIgnoreCase(name)) {
                return dsl;
            }
        }
        throw new IllegalArgumentException("quickstart.dsl = " + name + ": must be yaml or java");
    }

    private static Duration seconds(Properties properties, String name, String standard) {
        String text = properties.getProperty(name, standard);
        try {
            long seconds = Long.parseLong(text);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " = " + text + ": must be a number of seconds", e);
        }
        throw new IllegalArgumentException(name + " = " + text + ": must be 1 or more seconds");
    }

    private static @Nullable Credentials credentials(Map<String, String> environment) {
        List<String> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : List.of(CLIENT_ID, CLIENT_SECRET, ACCESS_TOKEN, ACCOUNT_ID)) {
            String value = environment.getOrDefault(name, "");
            (value.isBlank() ? missing : values).add(value.isBlank() ? name : value);
        }
        if (values.isEmpty()) {
            return null;
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The real demo server needs " + String.join(" and ", missing)
                    + " in the environment too; without any CTRADER_ variable the quickstart runs its own simulator");
        }
        return new Credentials(values.get(0), values.get(1), values.get(2), values.get(3));
    }
}
