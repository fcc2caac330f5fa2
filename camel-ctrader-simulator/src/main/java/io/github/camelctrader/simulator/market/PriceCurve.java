package io.github.camelctrader.simulator.market;

/**
 * A random walk that is a function of a seed and of the number of a step: the middle of each span of steps lies somewhere around the
 * middle of its ends, and likewise down to single steps. So any step is found without those before it. Confined to one thread.
 */
final class PriceCurve {
    /** Steps up to 2^30: of 15 seconds, 500 years. */
    private static final int LEVELS = 30;

    private static final int BLOCK = 64;
    /** Of the price, the most that one level adds: all together stay well above zero. */
    private static final double MOST = 1.0 / 64;
    /** Uniform steps that have the deviation of the walk that they stand for. */
    private static final double SPREAD = Math.sqrt(3) / 2;

    private final long seed;
    private final double[] amplitudes = new double[LEVELS + 1];
    private final double[] block = new double[BLOCK + 1];
    private long blockStart = -1;

    /**
     * @param seed equal ones make equal curves
     * @param price around which it walks
     * @param step usual distance between two steps
     */
    PriceCurve(long seed, double price, double step) {
        this.seed = seed;
        for (int level = 1; level <= LEVELS; level++) {
            amplitudes[level] = Math.min(price * MOST, SPREAD * step * Math.sqrt(Math.scalb(1.0, level)));
        }
    }

    /** How far the price is from its middle at a step, 0 to 2^30. */
    double at(long step) {
        long start = step / BLOCK * BLOCK;
        if (start != blockStart) {
            fill(start);
        }
        return block[(int) (step - start)];
    }

    private void fill(long start) {
        block[0] = descend(start);
        block[BLOCK] = descend(start + BLOCK);
        int level = Integer.numberOfTrailingZeros(BLOCK);
        for (int half = BLOCK / 2; half > 0; half /= 2) {
            for (int middle = half; middle < BLOCK; middle += 2 * half) {
                block[middle] = (block[middle - half] + block[middle + half]) / 2 + shift(level, start + middle);
            }
            level--;
        }
        blockStart = start;
    }

    private double descend(long step) {
        long low = 0;
        long high = 1L << LEVELS;
        double atLow = 0;
        double atHigh = 0;
        if (step <= low || step >= high) {
            return 0;
        }
        for (int level = LEVELS; ; level--) {
            long middle = (low + high) / 2;
            double there = (atLow + atHigh) / 2 + shift(level, middle);
            if (step == middle) {
                return there;
            } else if (step < middle) {
                high = middle;
                atHigh = there;
            } else {
                low = middle;
                atLow = there;
            }
        }
    }

    private double shift(int level, long step) {
        return amplitudes[level] * (bits(seed, step) >> 11) * 0x1.0p-52;
    }

    /** Bits that depend on both numbers and look like chance. */
    static long bits(long seed, long step) {
        long mixed = (seed ^ step * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 30) * 0x94D049BB133111EBL;
        mixed = (mixed ^ mixed >>> 27) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 31;
    }
}
