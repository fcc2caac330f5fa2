package io.github.camelctrader.simulator.probe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the protocol that is unknown, or was only observed elsewhere, and how to find out.
 *
 * @param section of the notes on the protocol
 * @param statement what is asked
 * @param simulated what a simulator without switches does
 * @param switches what other answers stand for: answer, or {@link #ANY}, to option of the simulator
 * @param asker finds out
 */
record Question(String section, String statement, String simulated, Map<String, String> switches, Asker asker) {
    /** Stands for any other answer. */
    static final String ANY = "*";

    /** Finds out. */
    @FunctionalInterface
    interface Asker {
        /** What the server did, in words that name neither ids nor names. */
        String ask(ProbeHarness harness) throws ProbeException;
    }

    Question(String section, String statement, String simulated, Asker asker) {
        this(section, statement, simulated, Map.of(), asker);
    }

    /** The option that makes the simulator answer so, or {@code null}. */
    @Nullable
    String option(String answer) {
        String option = switches.get(answer);
        return option == null ? switches.get(ANY) : option;
    }
}
