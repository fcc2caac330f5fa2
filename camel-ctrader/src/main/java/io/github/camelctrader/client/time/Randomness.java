package io.github.camelctrader.client.time;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The source of randomness. It guards no secret: it spreads load and keeps the ids of processes apart. */
public final class Randomness {
    private Randomness() {}

    /**
     * A generator that differs in every call and process. Its seed is the operating system's: one made of clocks may be the
     * same in two processes that start together.
     */
    public static RandomGenerator fresh() {
        return new SecureRandom();
    }
}
