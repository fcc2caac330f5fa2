package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.DisconnectReason;

/** How far an attempt got on its way to a link, in their order. */
enum ConnectStage {
    /** Looking the name up and connecting. */
    TCP(DisconnectReason.CONNECT_TIMEOUT, "a TCP connection"),
    /** Waiting for the proxy to connect to the server. */
    PROXY(DisconnectReason.PROXY_TIMEOUT, "an answer of the proxy to the request for a connection"),
    /** Encrypting the link and verifying the server. */
    TLS(DisconnectReason.TLS_TIMEOUT, "the end of the TLS handshake"),
    /** Waiting for the server to speak WebSocket. */
    WEBSOCKET(DisconnectReason.WEBSOCKET_TIMEOUT, "an answer to the request for a WebSocket"),
    /** Waiting for the server's word on the application. */
    APPLICATION(DisconnectReason.APPLICATION_AUTH_TIMEOUT, "an answer to the application's authorisation");

    private final DisconnectReason overdue;
    private final String awaited;

    ConnectStage(DisconnectReason overdue, String awaited) {
        this.overdue = overdue;
        this.awaited = awaited;
    }

    /** What it means when an attempt that stands here has run out of time. */
    DisconnectCause overdue(String address, long timeoutMillis) {
        return DisconnectCause.of(
                overdue, "there was not " + awaited + " from " + address + " within " + timeoutMillis + " ms", null);
    }
}
