package io.github.camelctrader.simulator.session;

/** How far up the ladder of authorisation a request needs its connection to be. */
enum Access {
    /** Nothing. */
    CONNECTION,
    /** The application. */
    APPLICATION,
    /** The application; until then it is told to be a message of no kind that there is, as was seen at a real server. */
    TOKEN,
    /** The account it names. */
    ACCOUNT,
    /** The account it names, with a token that may trade. */
    TRADING
}
