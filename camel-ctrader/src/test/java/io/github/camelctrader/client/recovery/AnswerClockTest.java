package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerClockTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Long> over = new ArrayList<>();
    private final AnswerClock clock = new AnswerClock(loop, TIME, () -> over.add(loop.nanoTime()));

    @Test
    void whatWasUsedUpBeforeItStoodStillCounts() {
        clock.run(true);
        loop.advance(TIME.dividedBy(2));
        clock.run(true);
        clock.run(false);
        loop.advance(TIME.multipliedBy(3));
        assertThat(over).as("it stood still").isEmpty();
        clock.run(true);
        loop.advance(TIME.dividedBy(2).minusNanos(1));
        assertThat(over).isEmpty();
        loop.advance(Duration.ofNanos(1));

        assertThat(over).hasSize(1);
        assertThat(loop.pendingTimers()).isZero();
    }
}
