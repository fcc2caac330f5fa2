package io.github.camelctrader.simulator.wire;

/** A frame announced a length that is negative or above the bound. */
public final class FrameTooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    FrameTooLongException(int length, int bound) {
        super("Frame length " + length + " is outside of 0 to " + bound + " bytes");
    }
}
