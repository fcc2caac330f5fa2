package io.github.camelctrader.simulator.wire;

/** How all connections of a simulator cut their output at this moment. May be changed from any thread at any time. */
public final class OutputShape {
    private volatile boolean oneByteFragments;
    private volatile boolean merged;

    /** Whether every byte goes out as a TLS record and TCP segment of its own. */
    public boolean oneByteFragments() {
        return oneByteFragments;
    }

    /** Sets it. */
    public void oneByteFragments(boolean wanted) {
        oneByteFragments = wanted;
    }

    /** Whether frames wait a moment and go out together. */
    public boolean merged() {
        return merged;
    }

    /** Sets it. */
    public void merged(boolean wanted) {
        merged = wanted;
    }
}
