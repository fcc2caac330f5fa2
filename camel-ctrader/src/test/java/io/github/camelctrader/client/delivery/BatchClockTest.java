package io.github.camelctrader.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchClockTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final BatchClock clock = new BatchClock(loop);

    @Test
    void standsStillUntilItGoesOn() {
        clock.stop();
        long stopped = clock.nanoTime();
        loop.advance(Duration.ofSeconds(1));
        assertThat(clock.nanoTime()).isEqualTo(stopped);
        clock.goOn();
        assertThat(clock.nanoTime()).isEqualTo(loop.nanoTime());
        assertThat(clock.now()).isEqualTo(loop.now());
    }
}
