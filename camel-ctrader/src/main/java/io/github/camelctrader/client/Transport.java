package io.github.camelctrader.client;

import java.util.Locale;

/** What carries the messages. Both run inside TLS, to the same port, and with the same messages. */
public enum Transport {
    /** A stream of frames, each with its length before it. */
    TCP,
    /** A WebSocket at the root path of the server; each message is one binary message of it. */
    WEBSOCKET;

    /** The name as options write it: {@code tcp} or {@code websocket}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
