package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.ACCOUNT;
import static io.github.camelctrader.client.delivery.Events.depth;
import static io.github.camelctrader.client.delivery.Events.execution;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Changes of order books, and whole ones, that wait for a slow consumer. */
class DepthInLanesTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Lanes lanes = new Lanes(
            Events.everything(SlowConsumer.CONFLATE, 3),
            false,
            Environment.DEMO,
            loop,
            "for a slow consumer",
            new TakenOverGaps());

    @Test
    void changesComeAllAndInOrder() {
        lanes.add(depth(1, 1));
        lanes.add(depth(2, 2));
        lanes.add(depth(1, 3));

        assertThat(all()).containsExactly(depth(1, 1), depth(2, 2), depth(1, 3));
        assertThat(lanes.toRenew()).isEmpty();
    }

    @Test
    void oneThatIsLostSpoilsTheBookUntilItBeginsAnew() {
        for (int change = 1; change <= 4; change++) {
            lanes.add(depth(1, change));
        }
        lanes.add(depth(1, 5));
        lanes.add(execution(1));
        assertThat(lanes.toRenew()).as("not while the consumer is away").isEmpty();

        List<ClientEvent> events = all();
        assertThat(events.get(0)).isEqualTo(execution(1));
        GapEvent gap = (GapEvent) events.get(1).body();
        assertThat(gap.missed()).isEqualTo(5);
        assertThat(gap.symbols()).containsExactly(1L);
        assertThat(events).hasSize(2);
        assertThat(lanes.toRenew()).containsExactly(new SymbolOfAccount(ACCOUNT, 1));
        assertThat(lanes.toRenew()).isEmpty();

        lanes.add(depth(2, 1));
        assertThat(all()).as("other books go on").containsExactly(depth(2, 1));
        ClientEvent beginning = depth(1, 10).as(EventKind.RESET);
        lanes.add(beginning);
        lanes.add(depth(1, 11));
        assertThat(all()).containsExactly(beginning, depth(1, 11));
    }

    @Test
    void ofWholeBooksTheNewestComes() {
        lanes.add(book(1, true));
        lanes.add(book(2, true));
        lanes.add(book(1, false));

        assertThat(all()).containsExactly(book(1, false).standingFor(2), book(2, true));
    }

    private List<ClientEvent> all() {
        List<ClientEvent> events = new ArrayList<>();
        while (lanes.isReady()) {
            events.add(Objects.requireNonNull(lanes.poll()));
        }
        return events;
    }

    private ClientEvent book(long symbolId, boolean known) {
        OrderBookEvent book =
                new OrderBookEvent(Environment.DEMO, loop.now(), ACCOUNT, symbolId, null, List.of(), List.of(), known);
        return ClientEvent.builder(book.messageType(), book)
                .account(ACCOUNT)
                .symbol(symbolId, null)
                .kind(EventKind.BOOK)
                .build();
    }
}
