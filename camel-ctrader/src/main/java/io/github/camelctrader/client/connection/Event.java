package io.github.camelctrader.client.connection;

/** What can happen to a connection. Events of a link carry its generation, so that a late one can be told. */
sealed interface Event {
    /** The connection is needed. */
    record Acquire() implements Event {}

    /** The TLS handshake is done and the server's certificate and name are verified. */
    record LinkUp(int generation) implements Event {}

    /** The server accepted the application. */
    record ApplicationAuthorised(int generation) implements Event {}

    /** The server forgot the application, and the link still lives. */
    record ApplicationLost(int generation) implements Event {}

    /** Accounts and subscriptions are in place, as far as they can be. */
    record Restored(int generation) implements Event {}

    /** The link ended, could not be made, or must be given up. */
    record Lost(int generation, DisconnectCause failure) implements Event {}

    /** The connection was ready for long enough to forget earlier failures. */
    record Stable(int generation) implements Event {}

    /** The time for the next attempt has come. */
    record TimerFired() implements Event {}

    /** The last user is gone. */
    record Close() implements Event {}

    /** Nothing is in flight any more, or the time for it is over. */
    record Drained() implements Event {}
}
