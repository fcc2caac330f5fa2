package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Taker;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read together wakes a consumer once, after all of it is in its lane. */
class GatheredEventsTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedExecutor executor = new ScriptedExecutor();
    private final GatheredEvents handOvers = new GatheredEvents(loop);
    private final Taker sink = new Taker();
    private final List<ClientEvent> received = sink.events;

    @Test
    void aConsumerIsWokenOnceForAllThatCameInOneTurn() {
        Delivery delivery = delivery();
        loop.execute(() -> {
            handOvers.offer(delivery, execution(1));
            handOvers.offer(delivery, spot(1, 10, 11));
            handOvers.offer(delivery, execution(2));
            assertThat(executor.taken()).isZero();
        });
        assertThat(executor.taken()).isEqualTo(1);
        executor.runAll();
        assertThat(received).containsExactly(execution(1), execution(2), spot(1, 10, 11));
    }

    @Test
    void everyConsumerIsWokenInEveryTurnThatBringsItWork() {
        Delivery first = delivery();
        Delivery second = delivery();
        loop.execute(() -> {
            handOvers.offer(first, execution(1));
            handOvers.offer(second, execution(2));
        });
        executor.runAll();
        handOvers.offer(second, execution(3));
        executor.runAll();
        assertThat(received).containsExactly(execution(1), execution(2), execution(3));
        assertThat(executor.taken()).isEqualTo(3);
    }

    @Test
    void whatIsOfferedDirectlyComesAfterWhatWasGathered() {
        Delivery delivery = delivery();
        loop.execute(() -> {
            handOvers.offer(delivery, execution(1));
            delivery.offer(execution(2));
            handOvers.offer(delivery, execution(3));
        });
        executor.runAll();
        assertThat(received).containsExactly(execution(1), execution(2), execution(3));
    }

    @Test
    void whatWasGatheredAsItsConsumerClosedCountsAsNotDealtWith() {
        List<Boolean> dealtWith = new ArrayList<>();
        Delivery delivery = delivery();
        loop.execute(() -> {
            handOvers.offer(delivery, execution(1).whenHandled(dealtWith::add));
            delivery.close();
        });
        assertThat(dealtWith).containsExactly(false);
    }

    @Test
    void aConsumerNeedNotWaitForTheEndOfALongTurn() {
        isWokenAfter(Delivery.GATHERED_MOST, 10_000);
    }

    @Test
    void noMoreIsGatheredThanASmallQueueHasRoomFor() {
        isWokenAfter(100, 400);
        isWokenAfter(Delivery.TURN, 10);
    }

    private void isWokenAfter(int events, int queueSize) {
        Delivery delivery = delivery(queueSize);
        int before = executor.taken();
        loop.execute(() -> {
            for (int i = 0; i < events; i++) {
                assertThat(executor.taken()).isEqualTo(before);
                handOvers.offer(delivery, execution(i));
            }
            assertThat(executor.taken()).isEqualTo(before + 1);
        });
    }

    @Test
    void whatWasClosedOrSuspendedBeforeItWasWokenGetsNothing() {
        Delivery closed = delivery();
        Delivery suspended = delivery();
        loop.execute(() -> {
            handOvers.offer(closed, execution(1));
            handOvers.offer(suspended, execution(2));
            closed.close();
            suspended.suspend();
        });
        executor.runAll();
        assertThat(received).isEmpty();

        suspended.resume();
        executor.runAll();
        assertThat(received).containsExactly(execution(2));
    }

    private Delivery delivery() {
        return delivery(10);
    }

    private Delivery delivery(int queueSize) {
        return new Delivery(
                Events.everything(SlowConsumer.CONFLATE, queueSize), sink, executor, loop, Environment.DEMO, null);
    }
}
