package io.github.camelctrader.client.connection;

/** What the state machine asks its driver to do, in the order given. */
enum Action {
    /** Make a link for the new generation. */
    CONNECT,
    /** Authorise the application. */
    AUTHORISE_APPLICATION,
    /** Authorise accounts, then subscribe. */
    RESTORE,
    /** Let the user's requests out. */
    OPEN,
    /** Tell those whose requests are on the wire that their answer will not come. */
    FAIL_IN_FLIGHT,
    /** Fail the requests that wait unsent. */
    FAIL_WAITING,
    /** Give up the link. */
    CLOSE_LINK,
    /** Plan the next attempt. */
    ARM_TIMER,
    /** Forget the planned attempt. */
    CANCEL_TIMER,
    /** Give what is in flight a bounded time to end. */
    DRAIN,
    /** Let go of everything: the end. */
    RELEASE
}
