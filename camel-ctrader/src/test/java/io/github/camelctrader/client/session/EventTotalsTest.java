package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.delivery.TestRecipient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers that never become smaller, although consumers end. */
class EventTotalsTest {
    private static final EventInterest INTEREST =
            new EventInterest(Set.of(), Set.of(), List.of(), true, SlowConsumer.CONFLATE, 10);

    private final Dispatcher<TestRecipient> dispatcher = TestRecipient.dispatcher();
    private final EventTotals totals = new EventTotals(dispatcher);

    @Test
    void whatConsumersMissedCountsAfterTheirEnd() {
        totals.ended(consumer(1, 20, 300));

        ClientReport.Totals report = totals.report(List.of(consumer(2, 40, 600), consumer(4, 0, 0)));

        assertThat(report.missed()).isEqualTo(7);
        assertThat(report.conflated()).isEqualTo(60);
        assertThat(report.gaps()).isEqualTo(900);
    }

    @Test
    void eventsCountByKindWhetherOrNotAnybodyWantsThem() {
        ClientEvent event = ClientEvent.builder("SpotEvent", ProtoOASpotEvent.getDefaultInstance())
                .build();
        dispatcher.publish(event.as(EventKind.QUOTE));
        dispatcher.publish(event.as(EventKind.QUOTE));
        dispatcher.publish(event.as(EventKind.FACT));
        totals.recovered();

        ClientReport.Totals report = totals.report(List.of());

        assertThat(report.events()).isEqualTo(Map.of(EventKind.QUOTE, 2L, EventKind.FACT, 1L));
        assertThat(report.recovered()).isEqualTo(1);
    }

    private static ClientReport.Consumer consumer(long missed, long conflated, long gaps) {
        return new ClientReport.Consumer(INTEREST, Map.of(), missed, conflated, gaps);
    }
}
