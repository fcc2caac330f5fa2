package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.function.Supplier;

/** Notified at each stage of a connection. Called on its loop. */
public interface ConnectionListener {
    /** The link is up and verified: authorise the application, then call {@link Connection#applicationAuthorised}. */
    void authoriseApplication(int generation);

    /** Put accounts and subscriptions in place, then call {@link Connection#restored}. */
    void restore(int generation);

    /** Let the user's requests out. */
    void open();

    /** A message came in. Heartbeats are not passed on. */
    void received(InboundMessage message);

    /** The socket takes more again. */
    void writable();

    /** The link is lost: requests in flight get no answer any more, and all state of this link is void. */
    void failInFlight(DisconnectCause failure);

    /**
     * The connection stays away until the user acts or a long time has passed: fail what waits unsent.
     *
     * @param failure makes a new exception for each request
     */
    void suspended(Supplier<CTraderException> failure);

    /** The user closes the connection: fail what waits unsent. */
    void closing();

    /** Take nothing new; call {@link Connection#drained} when nothing is in flight any more. */
    void drain();

    /** The connection entered a state. */
    void changed(ConnectionEvent event);
}
