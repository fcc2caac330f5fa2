package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often executions that cannot be decoded have history read. */
class UnreadableExecutionsTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<Long> read = new ArrayList<>();
    private final UnreadableExecutions unreadable = new UnreadableExecutions(loop, read::add);

    @Test
    void theFirstHasItReadAtOnceAndThoseThatFollowOnceASecond() {
        unreadable.received(7);
        unreadable.received(8);
        assertThat(read).containsExactly(7L, 8L);
        for (int i = 0; i < 100; i++) {
            unreadable.received(7);
        }
        loop.advance(UnreadableExecutions.PAUSE.minusNanos(1));
        assertThat(read).hasSize(2);
        loop.advance(UnreadableExecutions.PAUSE);
        assertThat(read).containsExactly(7L, 8L, 7L);

        loop.advance(UnreadableExecutions.PAUSE);
        assertThat(loop.pendingTimers()).isZero();
        unreadable.received(7);
        assertThat(read).hasSize(4);
    }
}
