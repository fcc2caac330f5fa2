package io.github.camelctrader.client.delivery;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.benchmarks.Samples;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.SlowConsumer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One quote finds those who want it, among consumers of ten symbols each out of a thousand. */
@State(Scope.Thread)
public class DispatchBenchmark {
    private static final int SYMBOLS = 1_000;
    private static final int EACH = 10;

    @Param({"1", "100", "1000"})
    public int consumers;

    private final ClientEvent[] quotes = new ClientEvent[SYMBOLS];
    private Dispatcher<Listener> dispatcher;
    private long taken;
    private int next;

    private record Listener(EventSelector selector) implements Recipient {}

    @Setup
    public void register() {
        dispatcher = new Dispatcher<>(Environment.DEMO, new StillLoop());
        for (int consumer = 0; consumer < consumers; consumer++) {
            int first = consumer * EACH;
            Set<Long> symbols = IntStream.range(first, first + EACH)
                    .mapToObj(symbol -> Samples.symbolId(symbol % SYMBOLS))
                    .collect(Collectors.toSet());
            EventInterest interest = new EventInterest(
                    Set.of("spot"),
                    Set.of(Samples.ACCOUNT),
                    symbols.stream().map(String::valueOf).toList(),
                    true,
                    SlowConsumer.CONFLATE,
                    10_000);
            EventSelector selector = dispatcher.selector(interest, event -> taken++);
            dispatcher.add(new Listener(selector));
            selector.symbols(Samples.ACCOUNT, symbols);
        }
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            ProtoOASpotEvent spot = Samples.spot(symbol, symbol);
            quotes[symbol] = ClientEvent.builder("SpotEvent", spot)
                    .payloadType(2131)
                    .account(Samples.ACCOUNT)
                    .symbol(spot.getSymbolId(), "EURUSD")
                    .quote(new Quote(spot.getBid(), spot.getAsk()))
                    .timestamp(spot.getTimestamp())
                    .build();
        }
    }

    @Benchmark
    public long quote() {
        dispatcher.publish(quotes[next]);
        next = next + 1 == SYMBOLS ? 0 : next + 1;
        return taken;
    }
}
