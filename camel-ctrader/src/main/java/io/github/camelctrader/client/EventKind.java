package io.github.camelctrader.client;

/**
 * Decides how an event is kept while its consumer is slow. Events of different kinds do not compete for room: market data, however
 * much there is, displaces nothing that concerns orders and accounts.
 */
public enum EventKind {
    /** An event of an account, an order or the connection: none is dropped or merged, and they keep their order. */
    FACT,
    /** The prices of a symbol: a newer one contains all that an older one does, so that they may be merged. */
    QUOTE,
    /** A bar that is not closed: only its newest state counts. */
    FORMING_BAR,
    /** A bar that is closed: none is dropped or merged, and those of a symbol and period keep their order. */
    CLOSED_BAR,
    /** A change of an order book: of use only after all changes before it. If one is lost, all later ones are useless. */
    DELTA,
    /** The first change of an order book that begins empty: it makes all changes before it obsolete, and keeps its place among them. */
    RESET,
    /** A whole order book: only the newest counts. */
    BOOK;

    /** Whether a consumer that is about to end may discard the event. */
    public boolean isPassing() {
        return this != FACT && this != CLOSED_BAR;
    }
}
