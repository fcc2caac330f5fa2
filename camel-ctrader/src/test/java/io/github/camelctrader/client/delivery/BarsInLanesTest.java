package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.execution;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.client.time.VirtualLoop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars that wait for a slow consumer. */
class BarsInLanesTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Lanes lanes = lanes(1_000);

    @Test
    void eachClosedBarComesOnceAndInOrderHoweverSlowTheConsumerIs() {
        for (long minute = 0; minute < 500; minute++) {
            for (int tick = 1; tick <= 10; tick++) {
                lanes.add(forming(1, minute, tick));
            }
            lanes.add(closed(1, minute));
        }
        lanes.add(forming(1, 500, 1));
        lanes.add(forming(1, 500, 2));

        List<ClientEvent> events = all(lanes);
        assertThat(events).hasSize(501);
        for (int minute = 0; minute < 500; minute++) {
            assertThat(events.get(minute)).isEqualTo(closed(1, minute));
        }
        assertThat(events.get(500)).isEqualTo(forming(1, 500, 2).standingFor(2));
    }

    @Test
    void symbolsDoNotTouchEachOther() {
        lanes.add(forming(1, 0, 1));
        lanes.add(forming(2, 0, 1));
        lanes.add(closed(1, 0));

        assertThat(all(lanes)).containsExactly(closed(1, 0), forming(2, 0, 1));
    }

    @Test
    void theNextBarThatIsFormingOutlivesTheOneThatCloses() {
        lanes.add(forming(1, 1, 1));
        lanes.add(closed(1, 0));

        assertThat(all(lanes)).containsExactly(closed(1, 0), forming(1, 1, 1));
    }

    @Test
    void barsTakeNoPlaceOfExecutionsAndAnOverflowIsAdmitted() {
        Lanes small = lanes(2);
        for (long minute = 0; minute < 5; minute++) {
            small.add(closed(1, minute));
        }
        small.add(execution(1));

        List<ClientEvent> events = all(small);
        assertThat(events.subList(0, 3)).containsExactly(execution(1), closed(1, 0), closed(1, 1));
        assertThat(((GapEvent) events.get(3).body()).missed()).isEqualTo(3);
        assertThat(small.missed()).isEqualTo(3);
    }

    private Lanes lanes(int bound) {
        return new Lanes(
                Events.everything(SlowConsumer.CONFLATE, bound),
                false,
                Environment.DEMO,
                loop,
                "for a slow consumer",
                new TakenOverGaps());
    }

    private static List<ClientEvent> all(Lanes lanes) {
        List<ClientEvent> events = new ArrayList<>();
        while (lanes.isReady()) {
            events.add(lanes.poll());
        }
        return events;
    }

    private ClientEvent forming(long symbolId, long minute, long volume) {
        return bar(symbolId, minute, volume, false).as(EventKind.FORMING_BAR);
    }

    private ClientEvent closed(long symbolId, long minute) {
        return bar(symbolId, minute, 10, true).as(EventKind.CLOSED_BAR);
    }

    private ClientEvent bar(long symbolId, long minute, long volume, boolean closed) {
        TrendbarEvent bar = new TrendbarEvent(
                Environment.DEMO,
                loop.now(),
                Events.ACCOUNT,
                symbolId,
                null,
                ProtoOATrendbarPeriod.M1,
                minute * 60_000,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                volume,
                closed,
                false,
                false);
        return ClientEvent.builder(bar.messageType(), bar)
                .account(Events.ACCOUNT)
                .symbol(symbolId, null)
                .build();
    }
}
