package io.github.camelctrader.client.session;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.time.OnLoop;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What became of events since the connection was opened, of consumers that have ended too. */
@OnLoop
final class EventTotals {
    private final Dispatcher<?> dispatcher;
    private long recovered;
    private long conflated;
    private long missed;
    private long gaps;

    EventTotals(Dispatcher<?> dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** An execution was read from history. */
    void recovered() {
        recovered++;
    }

    /** A consumer takes no part any more. */
    void ended(ClientReport.Consumer consumer) {
        conflated += consumer.conflated();
        missed += consumer.missed();
        gaps += consumer.gaps();
    }

    /** @param present the consumers that take part */
    ClientReport.Totals report(List<ClientReport.Consumer> present) {
        Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            events.put(kind, dispatcher.published(kind));
        }
        events.values().removeIf(count -> count == 0);
        return new ClientReport.Totals(
                events,
                recovered,
                conflated + sum(present, ClientReport.Consumer::conflated),
                missed + sum(present, ClientReport.Consumer::missed),
                gaps + sum(present, ClientReport.Consumer::gaps),
                ClientReport.OrderTotals.NONE);
    }

    private static long sum(List<ClientReport.Consumer> consumers, ToLongFunction<ClientReport.Consumer> count) {
        return consumers.stream().mapToLong(count).sum();
    }
}
