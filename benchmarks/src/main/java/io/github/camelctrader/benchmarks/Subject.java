package io.github.camelctrader.benchmarks;

/** Something that takes quotes in, connected and ready. */
interface Subject extends AutoCloseable {
    /** Quotes of the server that were dealt with so far; one that was merged into another counts when the other is. */
    long taken();

    @Override
    void close();

    /** How it comes to be. */
    interface Factory {
        Subject connect(Pump pump) throws Exception;
    }
}
