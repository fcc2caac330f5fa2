package io.github.camelctrader.client;

/** Where the one connection of an environment stands. */
public enum ConnectionState {
    /** Nobody asked for the connection yet. */
    NEW,
    /** Name look-up, TCP connect and TLS handshake are in progress. */
    CONNECTING,
    /** The link is encrypted and verified; the application is being authorised. */
    APP_AUTH,
    /** The application is authorised; accounts and subscriptions are being put in place. */
    RESTORING,
    /** Usable: application, accounts and subscriptions are in place, and requests of the user flow. */
    READY,
    /** The link is lost or could not be made; the next attempt has a time. */
    BACKOFF,
    /** Trying again now would be hammering: the cause needs somebody to mend it, or a time that the server named. */
    SUSPENDED,
    /** Closing: nothing new is taken, what is in flight may still end. */
    DRAINING,
    /** Closed for good. */
    CLOSED
}
