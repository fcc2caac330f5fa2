package io.github.camelctrader.client.session;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A consumer that keeps all it gets. */
final class Recorder implements EventSink {
    private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
    private final List<CTraderException> problems = new CopyOnWriteArrayList<>();

    @Override
    public void accept(ClientEvent event, Runnable done) {
        events.add(event);
        done.run();
    }

    @Override
    public void problem(CTraderException problem) {
        problems.add(problem);
    }

    List<ClientEvent> events() {
        return events;
    }

    List<ClientEvent> events(String messageType) {
        return events.stream()
                .filter(event -> event.messageType().equals(messageType))
                .toList();
    }

    List<CTraderException> problems() {
        return problems;
    }
}
