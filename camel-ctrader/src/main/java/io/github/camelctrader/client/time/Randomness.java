package io.github.camelctrader.client.time;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where chance comes from. Nothing here guards a secret; chance spreads load and keeps ids of processes apart. */
public final class Randomness {
    private Randomness() {}

    /** A generator that differs in every call and process. */
    public static RandomGenerator fresh() {
        return new SplittableRandom();
    }
}
