package io.github.camelctrader.client.delivery;

import com.google.protobuf.Message;
import io.github.camelctrader.benchmarks.Samples;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.market.QuoteCache;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message of the server becomes an event. */
@State(Scope.Thread)
public class TranslateBenchmark {
    private static final int SPOTS = 1_024;

    private final EventTranslator translator = new EventTranslator(
            new SymbolDirectory((request, priority) -> new CompletableFuture<>(), new StillLoop()), new QuoteCache());
    private final InboundMessage[] spots = new InboundMessage[SPOTS];
    private final InboundMessage execution = inbound(Samples.execution());
    private int next;

    public TranslateBenchmark() {
        for (int i = 0; i < SPOTS; i++) {
            spots[i] = inbound(Samples.spot(i % 100, i));
        }
    }

    private static InboundMessage inbound(Message message) {
        return new InboundMessage(PayloadTypes.payloadTypeOf(message), message, null);
    }

    @Benchmark
    public ClientEvent spot() {
        next = (next + 1) % SPOTS;
        return translator.translate(spots[next]);
    }

    @Benchmark
    public ClientEvent execution() {
        return translator.translate(execution);
    }
}
