package io.github.camelctrader.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AllocatedBytes;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.time.VirtualLoop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An event on its way through its lane to a consumer that is quick. */
class DeliveryCostTest {
    private static final int TOGETHER = 60;

    private long taken;

    @ParameterizedTest
    @EnumSource(SlowConsumer.class)
    void anEventAmongOthersIsCheap(SlowConsumer slowConsumer) {
        ScriptedExecutor executor = new ScriptedExecutor();
        Delivery delivery = new Delivery(
                Events.everything(slowConsumer, 10_000),
                new Counter(),
                executor,
                new VirtualLoop(),
                Environment.DEMO,
                null);
        ClientEvent[] quotes = new ClientEvent[TOGETHER];
        for (int i = 0; i < TOGETHER; i++) {
            quotes[i] = Events.spot(i + 1, 10, 11);
        }
        long each = AllocatedBytes.each(() -> {
                    for (ClientEvent quote : quotes) {
                        delivery.gather(quote);
                    }
                    delivery.offerGathered();
                    executor.runAll();
                })
                / TOGETHER;
        assertThat(each).isLessThan(250);
        assertThat(taken).isEqualTo((long) AllocatedBytes.RUNS * TOGETHER);
    }

    private final class Counter implements EventSink {
        @Override
        public void accept(ClientEvent event, Runnable done) {
            taken++;
            done.run();
        }

        @Override
        public void problem(CTraderException problem) {
            throw problem;
        }
    }
}
