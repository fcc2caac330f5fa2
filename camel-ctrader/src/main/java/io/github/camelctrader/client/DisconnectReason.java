package io.github.camelctrader.client;

/** Why a link ended, or why it was never made. */
public enum DisconnectReason {
    /** The name of the server, or of the proxy in front of it, is not known to this machine. */
    UNKNOWN_HOST,
    /** TCP connect failed, to the server or to the proxy in front of it. */
    CONNECT_FAILED,
    /** The proxy wants a login and there is none, or it refused the login. */
    PROXY_LOGIN_REFUSED,
    /** The proxy refused to connect to the server, or could not. */
    PROXY_REFUSED,
    /** The proxy closed the connection before it had answered, or answered what is not its protocol. */
    PROXY_FAILED,
    /** {@code connectTimeout} passed before the proxy had answered. */
    PROXY_TIMEOUT,
    /** The TLS handshake failed for another reason than trust. */
    TLS_FAILED,
    /** The server's certificate is not trusted, or does not carry the host name: nothing was sent. */
    UNTRUSTED_CERTIFICATE,
    /** {@code connectTimeout} passed before the host name was looked up and TCP connected. */
    CONNECT_TIMEOUT,
    /** {@code connectTimeout} passed in the TLS handshake. */
    TLS_TIMEOUT,
    /** The server answered the request for a WebSocket with something else. */
    WEBSOCKET_REFUSED,
    /** {@code connectTimeout} passed before the server had answered the request for a WebSocket. */
    WEBSOCKET_TIMEOUT,
    /** {@code connectTimeout} or {@code requestTimeout} passed before the server had answered the application. */
    APPLICATION_AUTH_TIMEOUT,
    /** The server refused the application's credentials. */
    APPLICATION_REFUSED,
    /** An account authorisation got no answer. */
    ACCOUNT_AUTH_TIMEOUT,
    /** The server closed the link in an orderly way. */
    CLOSED_BY_SERVER,
    /** The link was reset or failed. */
    LINK_FAILED,
    /** Nothing was read for {@code idleTimeout}. */
    INBOUND_SILENCE,
    /** Bytes waited to be written, and not one of them could be for three times {@code heartbeatInterval}. */
    OUTBOUND_STALL,
    /** What was read is no frame of this protocol, or longer than {@code maxFrameLength}. */
    PROTOCOL_ERROR,
    /** The server said that it cancelled the application's session. */
    SESSION_CANCELLED,
    /** The server is under maintenance. */
    MAINTENANCE,
    /** A new link was requested, by an operator or by the application. */
    RECONNECT_REQUESTED,
    /** The last user closed the connection. */
    CLOSED_BY_USER
}
