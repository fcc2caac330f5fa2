package io.github.camelctrader.simulator.probe;

import java.util.Map;

/**
 * One statement of the protocol that is unknown, or was only observed elsewhere, and how to find out.
 *
 * @param section of the notes on the protocol
 * @param statement what is asked
 * @param simulated what a simulator without switches does
 * @param switches what other answers stand for: answer to option of the simulator
 * @param asker finds out
 */
record Question(String section, String statement, String simulated, Map<String, String> switches, Asker asker) {
    /** Finds out. */
    @FunctionalInterface
    interface Asker {
        /** What the server did, in words that name neither ids nor names. */
        String ask(ProbeHarness scene) throws ProbeException;
    }

    Question(String section, String statement, String simulated, Asker asker) {
        this(section, statement, simulated, Map.of(), asker);
    }
}
