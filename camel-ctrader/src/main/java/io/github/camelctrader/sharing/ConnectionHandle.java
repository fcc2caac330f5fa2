package io.github.camelctrader.sharing;

import io.github.camelctrader.client.CTraderClient;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's share in a connection. Giving it back twice counts once. */
public final class ConnectionHandle implements AutoCloseable {
    private final CTraderClient client;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    ConnectionHandle(CTraderClient client, Runnable release) {
        this.client = client;
        this.release = release;
    }

    public CTraderClient client() {
        return client;
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }
}
