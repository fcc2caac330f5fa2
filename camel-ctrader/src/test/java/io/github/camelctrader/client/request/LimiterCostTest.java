package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AllocatedBytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimiterCostTest {
    private static final long STEP = Duration.ofMillis(50).toNanos();

    private final SlidingWindow window = new SlidingWindow(50, Duration.ofMillis(50));
    private long now;

    @Test
    void aRequestIsLimitedWithoutAnObject() {
        assertThat(AllocatedBytes.each(() -> {
                    now += STEP;
                    if (window.nanosUntilFree(now) == 0) {
                        window.answered(window.take(now), now);
                    }
                }))
                .isZero();
    }
}
