package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.wire.InboundMessage;

/** What a link tells its connection, on the loop. */
interface LinkListener {
    /** The attempt came so far. */
    void reached(ConnectStage stage);

    /** TLS is done, the server's certificate and name are verified, and messages may be exchanged. */
    void up(Link link);

    /** Bytes came in. */
    void bytesRead();

    void received(InboundMessage message);

    /** A read burst is over: the time to write what it caused. */
    void readComplete();

    /** The socket takes more again. */
    void writable();

    /** The link ended or could not be made. May come more than once; the first one counts. */
    void lost(DisconnectCause failure);
}
