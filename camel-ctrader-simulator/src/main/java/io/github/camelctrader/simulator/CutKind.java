package io.github.camelctrader.simulator;

/** How {@link CTraderSimulator#cut} ends the connections of an environment. */
public enum CutKind {
    /** TCP reset: the peer sees "connection reset", and bytes under way are lost. */
    RST,
    /** Orderly end: TLS close notification, then TCP FIN. */
    FIN,
    /**
     * Half-open: the socket stays, but nothing is read from it, answered or sent any more, and it no longer counts as open.
     * New connections work.
     */
    SILENCE
}
