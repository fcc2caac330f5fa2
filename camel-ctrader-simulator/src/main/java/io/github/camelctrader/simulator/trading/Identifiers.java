package io.github.camelctrader.simulator.trading;

/** Numbers of orders, positions and deals of one environment, ascending from a fixed start, so that runs can be compared. */
public final class Identifiers {
    private long order = 700_000;
    private long position = 400_000;
    private long deal = 900_000;

    long nextOrder() {
        return ++order;
    }

    long nextPosition() {
        return ++position;
    }

    long nextDeal() {
        return ++deal;
    }
}
