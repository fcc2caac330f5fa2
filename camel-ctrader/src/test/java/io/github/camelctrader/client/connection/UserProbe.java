package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes every step at once, and keeps what a connection says of its failures. */
final class UserProbe implements ConnectionListener {
    private final BlockingQueue<ConnectionEvent> failures = new LinkedBlockingQueue<>();
    /** The links that messages came over, by their generation; those that came while there was no link as 0. */
    final Set<Integer> heardOver = ConcurrentHashMap.newKeySet();

    volatile boolean authorise = true;
    volatile @Nullable Connection connection;

    /** The next loss of a link. */
    ConnectionEvent awaitFailure() throws InterruptedException {
        return Objects.requireNonNull(failures.poll(20, TimeUnit.SECONDS), "no link was lost");
    }

    @Override
    public void authoriseApplication(int generation) {
        if (authorise) {
            connection().applicationAuthorised(generation);
        }
    }

    @Override
    public void restore(int generation) {
        connection().restored(generation);
    }

    @Override
    public void open() {}

    @Override
    public void received(InboundMessage message) {
        ConnectionSnapshot present = connection().snapshot();
        heardOver.add(present.state() == ConnectionState.READY ? present.generation() : 0);
    }

    @Override
    public void writable() {}

    @Override
    public void failInFlight(DisconnectCause failure) {}

    @Override
    public void suspended(Supplier<CTraderException> failure) {}

    @Override
    public void closing() {}

    @Override
    public void drain() {
        connection().drained();
    }

    @Override
    public void changed(ConnectionEvent event) {
        if (event.reason() != null) {
            failures.add(event);
        }
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
    }
}
