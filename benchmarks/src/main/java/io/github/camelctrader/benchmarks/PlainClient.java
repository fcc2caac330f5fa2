package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.session.NettyCTraderClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Our client without Camel, with any number of consumers of ten symbols each. */
final class PlainClient implements Subject {
    /** More than are ever asked for here: what is measured is not to wait for the server's limit. */
    static final int REQUESTS_PER_SECOND = 500_000;

    static final int SYMBOLS_OF_EACH = 10;
    private static final int QUEUE = 100_000;

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final LongAdder taken = new LongAdder();
    private final CTraderClient client;
    private final int copies;

    PlainClient(Pump pump, SlowConsumer slowConsumer, int consumers, int symbols) throws InterruptedException {
        this(pump, slowConsumer, consumers, symbols, SYMBOLS_OF_EACH);
    }

    PlainClient(Pump pump, SlowConsumer slowConsumer, int consumers, int symbols, int symbolsOfEach)
            throws InterruptedException {
        client = NettyCTraderClient.open(
                ConnectionSettings.builder(Environment.DEMO, "benchmark", "benchmark")
                        .address("localhost", pump.port())
                        .sslContext(pump.certificate().clientContext())
                        .requestLimits(REQUESTS_PER_SECOND, REQUESTS_PER_SECOND)
                        .build(),
                executor);
        client.useAccount(Samples.ACCOUNT, "benchmark");
        for (int consumer = 0; consumer < consumers; consumer++) {
            client.subscribe(interest(consumer, symbols, symbolsOfEach, slowConsumer), new Counter(), executor);
        }
        copies = Math.max(1, consumers * symbolsOfEach / symbols);
        Waiting.until(() -> client.snapshot().state() == ConnectionState.READY);
        pump.awaitSubscribed(Math.min(consumers * symbolsOfEach, symbols));
    }

    static List<String> symbolsOf(int consumer, int symbols) {
        return symbolsOf(consumer, symbols, SYMBOLS_OF_EACH);
    }

    private static List<String> symbolsOf(int consumer, int symbols, int symbolsOfEach) {
        return IntStream.range(consumer * symbolsOfEach, (consumer + 1) * symbolsOfEach)
                .mapToObj(number -> "S" + number % symbols)
                .toList();
    }

    private static EventInterest interest(int consumer, int symbols, int symbolsOfEach, SlowConsumer slowConsumer) {
        return new EventInterest(
                Set.of("spot"),
                Set.of(Samples.ACCOUNT),
                symbolsOf(consumer, symbols, symbolsOfEach),
                true,
                slowConsumer,
                QUEUE);
    }

    CTraderClient client() {
        return client;
    }

    @Override
    public long taken() {
        return taken.sum() / copies;
    }

    @Override
    public void close() {
        client.close();
        executor.shutdown();
    }

    private final class Counter implements EventSink {
        @Override
        public void accept(ClientEvent event, Runnable done) {
            Arrivals.seen((ProtoOASpotEvent) event.body());
            taken.add(event.conflated());
            done.run();
        }

        @Override
        public void problem(CTraderException problem) {
            throw problem;
        }
    }
}
