package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventSink;
import java.time.Duration;
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

    /** Waits until it was told of so many gaps, which are all that it was told of. */
    void awaitGaps(int count) {
        await().atMost(Duration.ofSeconds(40)).until(() -> events("GapEvent").size() >= count);
        assertThat(events("GapEvent")).hasSize(count);
    }

    List<CTraderException> problems() {
        return problems;
    }
}
