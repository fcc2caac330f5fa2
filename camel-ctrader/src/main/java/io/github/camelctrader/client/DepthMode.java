package io.github.camelctrader.client;

/** In which form a consumer gets the order book of a symbol. */
public enum DepthMode {
    /** Not at all. */
    NONE,
    /** The server's events, each one and in order: what was added to the book and what is gone. */
    DELTA,
    /** The whole book after each change, the newest one if the consumer is slow. */
    BOOK
}
