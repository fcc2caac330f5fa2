package io.github.camelctrader.client.connection;

import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.wire.InboundMessage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a link on another thread says, for a test to wait for. */
final class LinkProbe implements LinkListener {
    final List<ConnectStage> stages = new CopyOnWriteArrayList<>();
    final List<InboundMessage> received = new CopyOnWriteArrayList<>();
    final List<DisconnectCause> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable Link link;

    boolean isUp() {
        return link != null;
    }

    Link link() {
        return Objects.requireNonNull(link, "not up");
    }

    void awaitUp() {
        await().until(this::isUp);
    }

    DisconnectCause awaitFailure() {
        await().until(() -> !failures.isEmpty());
        return failures.get(0);
    }

    @Override
    public void reached(ConnectStage stage) {
        stages.add(stage);
    }

    @Override
    public void up(Link established) {
        link = established;
    }

    @Override
    public void bytesRead() {}

    @Override
    public void received(InboundMessage message) {
        received.add(message);
    }

    @Override
    public void readComplete() {}

    @Override
    public void writable() {}

    @Override
    public void lost(DisconnectCause failure) {
        failures.add(failure);
    }
}
