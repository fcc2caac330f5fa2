package io.github.camelctrader.client;

/** The state of the connection to an environment. */
public enum ConnectionState {
    /** Not used yet. */
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
    /** Not tried again before the user removes the cause, or before the time that the server named. */
    SUSPENDED,
    /** Closing: nothing new is taken, what is in flight may still end. */
    DRAINING,
    /** Closed for good. */
    CLOSED
}
