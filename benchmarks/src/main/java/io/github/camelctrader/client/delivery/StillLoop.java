package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.time.Instant;

/** The thread that measures, as the loop of what is measured; nothing that it is given for later is ever run. */
final class StillLoop implements Loop {
    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> {};
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
