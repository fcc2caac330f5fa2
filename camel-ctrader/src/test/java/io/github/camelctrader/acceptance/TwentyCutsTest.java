package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lost link held on to is let go of. */
class TwentyCutsTest {
    private static final int CUTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Twenty links that were kept would hold their TLS engines and buffers: a multiple of this. */
    private static final long HEAP_TOLERANCE = 2L << 20;

    private final AtomicLong quotes = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    @Timeout(180)
    void leaveHeapAndThreadsWhereTheyWere(Transport transport) throws Exception {
        try (TradingHarness harness = new TradingHarness(CTraderSimulator.start())) {
            harness.configuration().setTransport(transport);
            harness.configuration().setReconnectDelay(Duration.ofMillis(20));
            harness.configuration().setReconnectMaxDelay(Duration.ofMillis(50));
            harness.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo?symbols=EURUSD,GBPUSD").process(exchange -> quotes.incrementAndGet());
                }
            });
            awaitQuotes();
            cut(harness, 3);
            List<String> loops = threads("ctrader-");
            int pooled = threads("CTrader").size();
            long heap = usedHeap();

            cut(harness, CUTS);

            assertThat(usedHeap() - heap).isLessThan(HEAP_TOLERANCE);
            assertThat(threads("ctrader-")).isEqualTo(loops);
            // Pools grow where a busy machine lets work wait; a thread that each lost link kept would be twenty more.
            assertThat(threads("CTrader")).hasSizeLessThan(pooled + CUTS / 2);
            assertThat(harness.simulator.openConnections(SimulatorEnvironment.DEMO))
                    .isOne();
            assertThat(harness.simulator.acceptedConnections(SimulatorEnvironment.DEMO))
                    .isEqualTo(1 + 3 + CUTS);
        }
    }

    private void cut(TradingHarness harness, int times) {
        for (int i = 0; i < times; i++) {
            long links = harness.simulator.acceptedConnections(SimulatorEnvironment.DEMO);
            harness.simulator.cut(SimulatorEnvironment.DEMO, i % 2 == 0 ? CutKind.RST : CutKind.FIN);
            // Quotes of the lost link may still be on their way through the route.
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> harness.simulator.acceptedConnections(SimulatorEnvironment.DEMO) > links);
            awaitQuotes();
        }
    }

    private void awaitQuotes() {
        long before = quotes.get();
        await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> quotes.get() > before + 2);
    }

    /** Names that hold this: those of loops begin with "ctrader-", those of a component's pools hold "CTrader". */
    private static List<String> threads(String part) {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> name.contains(part))
                .sorted()
                .toList();
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
