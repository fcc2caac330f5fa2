package io.github.camelctrader.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a measurement needs before it begins. */
final class Waiting {
    private static final int STEPS = 6_000;
    private static final long STEP_MILLIS = 10;

    private Waiting() {}

    static void until(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int step = 0; step < STEPS && !condition.getAsBoolean(); step++) {
            never.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (!condition.getAsBoolean()) {
            throw new IllegalStateException("It did not come about within a minute");
        }
    }
}
