package io.github.camelctrader.simulator.session;

/** How far up the ladder of authorisation a request needs its connection to be. */
enum Access {
    /** Nothing. */
    CONNECTION,
    /** The application. */
    APPLICATION,
    /** The account it names. */
    ACCOUNT,
    /** The account it names, with a token that may trade. */
    TRADING
}
