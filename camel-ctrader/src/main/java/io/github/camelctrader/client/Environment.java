package io.github.camelctrader.client;

import java.util.Locale;

/**
 * One of the two systems of cTrader, which share nothing: accounts, symbol ids and connections of one are unknown to
 * the other. An application that needs both keeps one connection to each (cTrader Open API, "Endpoints").
 */
public enum Environment {
    /** Accounts with play money. */
    DEMO("demo.ctraderapi.com"),
    /** Accounts with real money. */
    LIVE("live.ctraderapi.com");

    /** The port of the official hosts that speaks protobuf, over TCP and over WebSocket alike. */
    public static final int PROTOBUF_PORT = 5035;

    private final String officialHost;
    private final String text = name().toLowerCase(Locale.ROOT);

    Environment(String officialHost) {
        this.officialHost = officialHost;
    }

    /** The host name that routes to the nearest proxy of this environment. */
    public String officialHost() {
        return officialHost;
    }

    /** Live for demo, and demo for live. */
    public Environment other() {
        return this == DEMO ? LIVE : DEMO;
    }

    /**
     * Finds an environment by its name in any case.
     *
     * @throws InvalidRequestException when the name is neither {@code demo} nor {@code live}
     */
    public static Environment of(String name) {
        for (Environment environment : values()) {
            if (environment.name().equalsIgnoreCase(name)) {
                return environment;
            }
        }
        throw new InvalidRequestException("environment", name, "must be demo or live");
    }

    /** The name as it stands in an endpoint URI: {@code demo} or {@code live}. */
    @Override
    public String toString() {
        return text;
    }
}
