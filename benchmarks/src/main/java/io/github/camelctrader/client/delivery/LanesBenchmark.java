package io.github.camelctrader.client.delivery;

import io.github.camelctrader.benchmarks.Samples;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.SlowConsumer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A quote goes through the lane of one consumer, which takes it at once. */
@State(Scope.Thread)
public class LanesBenchmark {
    @Param({"CONFLATE", "QUEUE"})
    public SlowConsumer slowConsumer;

    private final ClientEvent quote = Samples.quoteEvent();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private Delivery delivery;
    private long taken;

    @Setup
    public void begin() {
        EventInterest interest = new EventInterest(
                Set.of("spot"), Set.of(Samples.ACCOUNT), List.of("EURUSD"), true, slowConsumer, 10_000);
        delivery = new Delivery(interest, new Sink(), work::add, new StillLoop(), Environment.DEMO, null);
    }

    @Benchmark
    public long oneAtATime() {
        delivery.offer(quote);
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
        return taken;
    }

    private final class Sink implements EventSink {
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
