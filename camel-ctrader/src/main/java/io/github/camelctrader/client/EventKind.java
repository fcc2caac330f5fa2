package io.github.camelctrader.client;

/**
 * What an event tells, as far as that decides how it is kept while its consumer is slow. Events of different kinds never wait for
 * each other's place: what the market makes, however much that is, takes nothing from what concerns orders and accounts.
 */
public enum EventKind {
    /** What happened to an account, an order or the connection: none is dropped or merged, and they keep their order. */
    FACT,
    /** The prices of a symbol: a newer one says all that an older one said, so that they may be merged. */
    QUOTE,
    /** A bar that is not closed: only its newest state counts. */
    FORMING_BAR,
    /** A bar that is closed: none is dropped or merged, and those of a symbol and period keep their order. */
    CLOSED_BAR,
    /** A change that means nothing without those before it: in order, or all since then are worthless. */
    DELTA,
    /** All changes before it are worthless: what follows begins with nothing. Keeps its place among them. */
    RESET,
    /** A whole order book: only the newest counts. */
    BOOK;

    /** Whether it is worth nothing to a consumer that is about to end. */
    public boolean isPassing() {
        return this != FACT && this != CLOSED_BAR;
    }
}
