package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.wire.InboundMessage;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a link says. */
final class RecordingListener implements LinkListener {
    final List<String> calls = new ArrayList<>();
    final List<ConnectStage> stages = new ArrayList<>();
    final List<DisconnectCause> failures = new ArrayList<>();
    final List<InboundMessage> received = new ArrayList<>();

    @Override
    public void reached(ConnectStage stage) {
        stages.add(stage);
    }

    @Override
    public void up(Link link) {
        calls.add("up");
    }

    @Override
    public void bytesRead() {
        calls.add("bytesRead");
    }

    @Override
    public void received(InboundMessage message) {
        calls.add("received");
        received.add(message);
    }

    @Override
    public void readComplete() {
        calls.add("readComplete");
    }

    @Override
    public void writable() {
        calls.add("writable");
    }

    @Override
    public void lost(DisconnectCause failure) {
        calls.add("lost");
        failures.add(failure);
    }
}
