package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A time that runs only while a server is waited for. */
@OnLoop
final class AnswerClock {
    private final Loop loop;
    private final Runnable over;
    private long leftNanos;
    private long since;
    private Loop.@Nullable Timer timer;

    /** @param over called once the time is used up */
    AnswerClock(Loop loop, Duration time, Runnable over) {
        this.loop = loop;
        this.leftNanos = time.toNanos();
        this.over = over;
    }

    /** It runs from now on, or stands still. */
    void run(boolean running) {
        if (running && timer == null) {
            since = loop.nanoTime();
            timer = loop.schedule(Duration.ofNanos(Math.max(0, leftNanos)), over);
        } else if (!running && timer != null) {
            timer.cancel();
            timer = null;
            leftNanos -= loop.nanoTime() - since;
        }
    }
}
