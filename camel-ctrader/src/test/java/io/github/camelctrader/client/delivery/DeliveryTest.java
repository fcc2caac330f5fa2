package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.depth;
import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedExecutor executor = new ScriptedExecutor();
    private final Sink sink = new Sink();
    private Delivery delivery = delivery(Events.everything(SlowConsumer.CONFLATE, 10_000));

    @Test
    void handsOverOnTheExecutorOnly() {
        delivery.offer(execution(1));
        assertThat(sink.events).isEmpty();
        assertThat(delivery.pending()).isEqualTo(1);
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1));
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void handsOverTheNextEventOnlyWhenTheOneBeforeIsDone() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1));
        delivery.offer(execution(3));
        assertThat(executor.waiting()).isZero();

        sink.done.get(0).run();
        assertThat(sink.events).as("not on the thread that says done").hasSize(1);
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2));
        assertThat(delivery.pending()).isEqualTo(1);
    }

    @Test
    void doneCountsOnce() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        delivery.offer(execution(3));
        executor.runAll();
        sink.done.get(0).run();
        sink.done.get(0).run();
        executor.runAll();
        sink.done.get(0).run();
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2));

        sink.done.get(1).run();
        executor.runAll();
        assertThat(sink.events).hasSize(3);
    }

    @Test
    void whatASinkFailedOnOrNeverGotCountsAsNotDealtWith() {
        List<Boolean> told = new ArrayList<>();
        sink.failure = new IllegalStateException("The consumer is broken");
        delivery.offer(execution(1).whenHandled(told::add));
        executor.runAll();
        assertThat(told).containsExactly(false);

        delivery.offer(execution(2).whenHandled(told::add));
        delivery.close();
        assertThat(told).containsExactly(false, false);
    }

    @Test
    void losslessEventsGoFirstAndQuotesAreConflatedMeanwhile() {
        delivery.offer(spot(1, 10, 11));
        delivery.offer(execution(1));
        delivery.offer(spot(1, 12, 13));
        delivery.offer(execution(2));
        executor.runAll();
        assertThat(sink.events)
                .extracting(ClientEvent::messageType)
                .containsExactly("ExecutionEvent", "ExecutionEvent", "SpotEvent");
        assertThat(sink.events.get(2).conflated()).isEqualTo(2);
    }

    @Test
    void whatTheMarketMakesTakesNoPlaceOfExecutions() {
        List<Long> renewed = new ArrayList<>();
        delivery = new Delivery(
                Events.everything(SlowConsumer.CONFLATE, 100),
                sink,
                executor,
                loop,
                Environment.DEMO,
                null,
                (accountId, symbolId) -> renewed.add(symbolId));
        delivery.offer(execution(1));
        for (int i = 1; i <= 1_000; i++) {
            delivery.offer(depth(1, i));
        }
        delivery.offer(execution(2));
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2));
        assertThat(delivery.missed()).isEqualTo(1_000);
        assertThat(renewed).as("the book begins anew").containsExactly(1L);
    }

    @Test
    void noKindWaitsForOneThatNeverRunsEmpty() {
        delivery.offer(depth(1, 1));
        delivery.offer(depth(1, 2));
        delivery.offer(depth(1, 3));
        delivery.offer(spot(1, 10, 11));
        executor.runAll();
        assertThat(sink.events).hasSize(4);
        assertThat(sink.events.subList(0, 2)).contains(spot(1, 10, 11));
    }

    @Test
    void queuesQuotesWhenAskedTo() {
        delivery = delivery(Events.andGaps(SlowConsumer.QUEUE, 2));
        for (int i = 1; i <= 3; i++) {
            delivery.offer(spot(1, i, i));
        }
        executor.runAll();
        assertThat(sink.events)
                .extracting(ClientEvent::messageType)
                .containsExactly("GapEvent", "SpotEvent", "SpotEvent");
        assertThat(sink.events.subList(1, 3)).containsExactly(spot(1, 2, 2), spot(1, 3, 3));
        assertThat(delivery.missed()).isEqualTo(1);
    }

    @Test
    void aGapTakesThePlaceOfWhatIsMissing() {
        delivery = delivery(Events.andGaps(SlowConsumer.CONFLATE, 2));
        for (int i = 1; i <= 5; i++) {
            delivery.offer(execution(i));
        }
        delivery.offer(spot(1, 10, 11));
        executor.runAll();
        delivery.offer(execution(6));
        executor.runAll();
        assertThat(sink.events).hasSize(5);
        assertThat(sink.events.subList(0, 2)).containsExactly(execution(1), execution(2));
        assertThat(((GapEvent) sink.events.get(2).body()).missed()).isEqualTo(3);
        assertThat(sink.events.subList(3, 5)).containsExactly(spot(1, 10, 11), execution(6));
    }

    @Test
    void aGapIsCountedForASinkThatDidNotAskForIt() {
        delivery = delivery(Events.everything(SlowConsumer.CONFLATE, 1));
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        delivery.offer(execution(3));
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(3));
        assertThat(delivery.missed()).isEqualTo(1);
    }

    @Test
    void handsOverThousandsWithoutGrowingTheStackAndLetsOthersHaveTheirTurn() {
        sink.meanwhile = () -> loop.advance(Duration.ofMillis(1));
        for (int i = 0; i < 1_000; i++) {
            delivery.offer(execution(i));
        }
        assertThat(executor.runOne()).isTrue();
        assertThat(sink.events).hasSize(Delivery.TURN);
        assertThat(executor.waiting()).as("the next turn waits behind others").isEqualTo(1);
        executor.runAll();
        assertThat(sink.events).hasSize(1_000);
        assertThat(sink.deepestStack).isLessThan(sink.shallowestStack + 10);
        assertThat(executor.taken()).isEqualTo(1_000 / Delivery.TURN + 1);
    }

    @Test
    void aQuickSinkKeepsItsThreadButNotForEver() {
        for (int i = 0; i < 2_000; i++) {
            delivery.offer(execution(i));
        }
        executor.runOne();
        assertThat(sink.events).hasSize(16 * Delivery.TURN);
        executor.runAll();
        assertThat(sink.events).hasSize(2_000);
    }

    @Test
    void aSinkThatThrowsGetsTheNextEvent() {
        sink.failure = new IllegalStateException("deliberate failure of this test");
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        sink.failure = new StackOverflowError("deliberate failure of this test");
        delivery.offer(execution(3));
        executor.runAll();
        sink.failure = null;
        delivery.offer(execution(4));
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2), execution(3), execution(4));
    }

    @Test
    void aSinkThatSaysDoneAndThenThrowsGetsEachEventOnce() {
        sink.failure = new IllegalStateException("deliberate failure of this test");
        sink.doneBeforeFailure = true;
        for (int i = 1; i <= 3; i++) {
            delivery.offer(execution(i));
        }
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2), execution(3));
    }

    @Test
    void collectsWhileSuspendedAndThenHandsOver() {
        delivery.suspend();
        delivery.suspend();
        delivery.offer(execution(1));
        delivery.offer(spot(1, 10, 11));
        delivery.offer(spot(1, 12, 13));
        assertThat(executor.waiting()).isZero();
        assertThat(delivery.pending()).isEqualTo(2);

        delivery.resume();
        delivery.resume();
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();
        assertThat(sink.events).extracting(ClientEvent::messageType).containsExactly("ExecutionEvent", "SpotEvent");
    }

    @Test
    void suspendsAfterTheEventInProgress() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        delivery.suspend();
        sink.done.get(0).run();
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1));

        delivery.resume();
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2));
    }

    @Test
    void aTurnThatBeganBeforeItWasSuspendedIsNotDoubledByResuming() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        delivery.suspend();
        delivery.resume();
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1));
    }

    @Test
    void handsOverNothingAfterItWasClosed() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        assertThat(delivery.closed().toCompletableFuture()).isNotDone();
        delivery.close();
        delivery.close();
        assertThat(delivery.closed().toCompletableFuture()).isCompleted();
        sink.done.get(0).run();
        delivery.offer(execution(3));
        delivery.problem(new NotSentException("late", null));
        delivery.resume();
        assertThat(executor.waiting()).isZero();
        assertThat(sink.events).containsExactly(execution(1));
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void aTurnHandedOverBeforeTheCloseFindsNothing() {
        delivery.offer(execution(1));
        delivery.problem(new NotSentException("too late", null));
        delivery.close();
        executor.runAll();
        assertThat(sink.events).isEmpty();
        assertThat(sink.problems).isEmpty();
    }

    @Test
    void closesWhenTheExecutorTakesNoMoreWork() {
        executor.shutDown();
        delivery.offer(execution(1));
        assertThat(delivery.closed().toCompletableFuture()).isCompleted();
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void closesWhenTheExecutorIsShutDownWhileAnEventIsInProgress() {
        sink.doneAtOnce = false;
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        executor.shutDown();
        sink.done.get(0).run();
        assertThat(delivery.closed().toCompletableFuture()).isCompleted();
    }

    @Test
    void tellsOfProblemsOnTheExecutorEvenWhileSuspended() {
        NotSentException problem = new NotSentException("no such thing", null);
        delivery.suspend();
        delivery.problem(problem);
        assertThat(sink.problems).isEmpty();
        executor.runAll();
        assertThat(sink.problems).containsExactly(problem);
    }

    @Test
    void neverRunsTheSinkOnTheThreadThatOffers() {
        List<Runnable> refused = new ArrayList<>();
        Delivery saturated = new Delivery(
                Events.everything(SlowConsumer.CONFLATE, 10),
                sink,
                task -> {
                    if (refused.size() < 3) {
                        refused.add(task);
                        task.run();
                    } else {
                        executor.execute(task);
                    }
                },
                loop,
                Environment.DEMO,
                null);
        saturated.offer(execution(1));
        saturated.offer(execution(2));
        assertThat(sink.events).isEmpty();
        loop.advance(Duration.ofMillis(29));
        assertThat(executor.waiting()).isZero();
        loop.advance(Duration.ofMillis(1));
        executor.runAll();
        assertThat(sink.events).containsExactly(execution(1), execution(2));
    }

    private Delivery delivery(EventInterest interest) {
        return new Delivery(interest, sink, executor, loop, Environment.DEMO, null);
    }

    private static final class Sink implements EventSink {
        private final List<ClientEvent> events = new ArrayList<>();
        private final List<Runnable> done = new ArrayList<>();
        private final List<CTraderException> problems = new ArrayList<>();
        private Runnable meanwhile = () -> {};
        private boolean doneAtOnce = true;
        private boolean doneBeforeFailure;
        private @Nullable Throwable failure;
        private int deepestStack;
        private int shallowestStack = Integer.MAX_VALUE;

        @Override
        public void accept(ClientEvent event, Runnable done) {
            events.add(event);
            meanwhile.run();
            int depth = new Throwable().getStackTrace().length;
            deepestStack = Math.max(deepestStack, depth);
            shallowestStack = Math.min(shallowestStack, depth);
            if (failure == null || doneBeforeFailure) {
                this.done.add(done);
                if (doneAtOnce) {
                    done.run();
                }
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException error) {
                throw error;
            }
        }

        @Override
        public void problem(CTraderException problem) {
            problems.add(problem);
        }
    }
}
