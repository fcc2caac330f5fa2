package io.github.camelctrader.simulator.session;

import java.util.HashMap;
import java.util.Map;

/** Misbehaviour asked for by a test. Confined to the simulator's thread. */
public final class Faults {
    private final Map<Integer, Integer> swallowed = new HashMap<>();

    /** Makes the next requests of a payload type be executed without an answer. */
    public void swallow(int payloadType, int count) {
        swallowed.merge(payloadType, count, Integer::sum);
    }

    boolean swallows(int payloadType) {
        Integer left = swallowed.get(payloadType);
        if (left == null || left == 0) {
            return false;
        }
        swallowed.put(payloadType, left - 1);
        return true;
    }
}
