package io.github.camelctrader.acceptance;

import io.github.camelctrader.client.Transport;
import java.util.Random;
import java.util.SplittableRandom;

/** What a soak does and suffers, and when: a function of its seed alone. */
final class SoakPlan {
    private static final long APART = 0x5DEECE66DL;

    private final Random traffic;
    private final Random trouble;
    private final SoakFaults faults;
    private final Transport transport;
    private int number;

    /** A fault, and how long after the one before it. */
    record Mishap(int pauseMillis, String line) {}

    /** What a route does next. */
    enum Kind {
        READ,
        BURST,
        HISTORY,
        MARKET,
        LIMIT,
        CLOSE,
        CANCEL
    }

    /**
     * One step of a route.
     *
     * @param pauseMillis since the step before
     * @param number of the step, from 1
     * @param buy which side
     * @param points how far a limit is from the market, in 1/100000
     */
    record Move(int pauseMillis, int number, Kind kind, boolean buy, int points) {}

    SoakPlan(long seed) {
        transport = new SplittableRandom(seed).nextBoolean() ? Transport.TCP : Transport.WEBSOCKET;
        traffic = new Random(seed + APART);
        trouble = new Random(seed - APART);
        faults = new SoakFaults(trouble);
    }

    Transport transport() {
        return transport;
    }

    Mishap nextMishap() {
        return new Mishap(50 + trouble.nextInt(1200), faults.draw());
    }

    Move nextMove() {
        return new Move(
                traffic.nextInt(70), ++number, kind(traffic.nextInt(100)), traffic.nextBoolean(), traffic.nextInt(80));
    }

    private static Kind kind(int draw) {
        if (draw < 40) {
            return Kind.READ;
        }
        if (draw < 41) {
            return Kind.BURST;
        }
        if (draw < 48) {
            return Kind.HISTORY;
        }
        if (draw < 68) {
            return Kind.MARKET;
        }
        if (draw < 79) {
            return Kind.LIMIT;
        }
        return draw < 94 ? Kind.CLOSE : Kind.CANCEL;
    }
}
