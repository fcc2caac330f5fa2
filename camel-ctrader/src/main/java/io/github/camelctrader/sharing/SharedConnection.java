package io.github.camelctrader.sharing;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.validation.GrantedScopes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection and how many use it. Guarded by the lock of {@link HeldConnections}. */
final class SharedConnection {
    private final CTraderClient client;
    private final GrantedScopes scopes = new GrantedScopes();
    private final String owner;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private int users;
    private boolean closing;
    private boolean resumed;
    private Loop.@Nullable Timer end;

    /** @param owner the component, as people know it */
    SharedConnection(CTraderClient client, String owner) {
        this.client = client;
        this.owner = owner;
    }

    CTraderClient client() {
        return client;
    }

    GrantedScopes scopes() {
        return scopes;
    }

    String owner() {
        return owner;
    }

    /** How other settings differ from those that this connection was opened with. */
    List<String> differencesFrom(ConnectionSettings wanted) {
        return wanted.differencesFrom(client.settings());
    }

    boolean isUsed() {
        return users > 0;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** One user more. */
    void join() {
        resumed = users == 0 && end != null;
        users++;
        stopLingering();
    }

    /** One user less; returns whether it was the last one. */
    boolean leave() {
        users--;
        return users == 0 && !closing;
    }

    /** Whether its only user is the first one since it lingered: whatever it holds on to is of users that are gone. */
    boolean holdsOnlyLeftovers() {
        return resumed && users == 1 && !closing;
    }

    /** The timer that ends it unless it gets another user. */
    void lingerUntil(Loop.Timer end) {
        stopLingering();
        this.end = end;
    }

    /** Closes it, if it was not before. Completes when it has closed. */
    CompletableFuture<Void> close() {
        if (!closing) {
            closing = true;
            stopLingering();
            Callbacks.whenDone(client.closeAsync(), (done, failure) -> {
                if (failure == null) {
                    closed.complete(null);
                } else {
                    closed.completeExceptionally(failure);
                }
            });
        }
        return closed;
    }

    /** Takes it for closed, whatever hangs there. */
    void abandon() {
        closed.complete(null);
    }

    void whenClosed(Runnable task) {
        Callbacks.whenDone(closed, (done, failure) -> task.run());
    }

    private void stopLingering() {
        if (end != null) {
            end.cancel();
            end = null;
        }
    }
}
