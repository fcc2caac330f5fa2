package io.github.camelctrader.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is to read, and when. */
class ReadQueueTest {
    private static final int MANY = 50_000;

    private final VirtualLoop loop = new VirtualLoop();
    private final ReadQueue queue = new ReadQueue(loop);
    private final List<Runnable> running = new ArrayList<>();
    private int begun;

    /** As of a thousand accounts while the server lets nobody read: each is refused as soon as it begins. */
    @Test
    void readsThatEndAtOnceTakeTurnsAndNoStack() {
        for (int i = 0; i < ReadQueue.MOST_AT_ONCE; i++) {
            queue.take(true, running::add);
        }
        for (int i = 0; i < MANY; i++) {
            queue.take(true, end -> {
                begun++;
                end.run();
            });
        }
        running.forEach(Runnable::run);

        assertThat(begun).isEqualTo(MANY);
    }

    @Test
    void whatIsWaitedForBeginsThoughItWasAskedForWhileAnotherOneEnded() {
        queue.take(false, end -> {
            queue.take(true, running::add);
            end.run();
        });

        assertThat(running).hasSize(1);
    }
}
