package io.github.camelctrader.client.request;

import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The arithmetic of the limit: asked, taken, answered, at a rate that it lets through. */
@State(Scope.Thread)
public class LimiterBenchmark {
    private static final int PERMITS = 50;
    private static final long STEP = Duration.ofMillis(50).toNanos();

    private final SlidingWindow window = new SlidingWindow(PERMITS, Duration.ofMillis(50));
    private long now;

    @Benchmark
    public long request() {
        now += STEP;
        long wait = window.nanosUntilFree(now);
        if (wait == 0) {
            window.answered(window.take(now), now);
        }
        return wait;
    }
}
