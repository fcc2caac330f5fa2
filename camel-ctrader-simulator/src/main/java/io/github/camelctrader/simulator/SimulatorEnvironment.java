package io.github.camelctrader.simulator;

import java.util.Locale;

/** The two systems of the Open API: each has its own listener, accounts, market and identifiers. */
public enum SimulatorEnvironment {
    /** Paper money. */
    DEMO,
    /** Real money; in the simulator just another listener. */
    LIVE;

    /**
     * The environment an account belongs to.
     *
     * @param live whether the account is a live one
     * @return the matching environment
     */
    public static SimulatorEnvironment of(boolean live) {
        return live ? LIVE : DEMO;
    }

    /** The name in lower case, as it appears in URIs and in the journal's text. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
