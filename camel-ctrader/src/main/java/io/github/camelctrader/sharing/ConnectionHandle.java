package io.github.camelctrader.sharing;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.validation.GrantedScopes;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's share in a connection. Giving it back twice counts once. */
public final class ConnectionHandle implements AutoCloseable {
    private final CTraderClient client;
    private final GrantedScopes scopes;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    ConnectionHandle(CTraderClient client, GrantedScopes scopes, Runnable release) {
        this.client = client;
        this.scopes = scopes;
        this.release = release;
    }

    public CTraderClient client() {
        return client;
    }

    /** What all users of the connection know about the scopes of its tokens. */
    public GrantedScopes scopes() {
        return scopes;
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }
}
