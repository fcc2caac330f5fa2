package io.github.camelctrader.client.history;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets few reads of history be under way at once, so that the time of each runs while it is read and not while it waits for
 * the server's limit. Those that nobody waits for come last and at a pace that leaves half of the limit to others.
 */
@OnLoop
public final class ReadQueue {
    public static final int MOST_AT_ONCE = 3;
    public static final Duration PACE = Duration.ofMillis(800);

    private final Loop loop;
    private final Queue<Consumer<Runnable>> urgent = new ArrayDeque<>();
    private final Queue<Consumer<Runnable>> others = new ArrayDeque<>();
    private int running;
    private boolean passing;
    private boolean passAgain;
    private Loop.@Nullable Timer pause;

    public ReadQueue(Loop loop) {
        this.loop = loop;
    }

    /**
     * @param waitedFor whether a caller waits for it
     * @param read begins when its turn has come, and runs what it is given when it has ended, once
     */
    public void take(boolean waitedFor, Consumer<Runnable> read) {
        loop.check();
        (waitedFor ? urgent : others).add(read);
        next();
    }

    /** The read is not wanted any more; one whose turn has come has to say so itself. */
    public void forget(Consumer<Runnable> read) {
        loop.check();
        urgent.remove(read);
        others.remove(read);
    }

    /** A read may end while it begins, and so may all that wait: they take turns here, not one within the other. */
    private void next() {
        passAgain = true;
        if (passing) {
            return;
        }
        passing = true;
        try {
            while (passAgain) {
                passAgain = false;
                pass();
            }
        } finally {
            passing = false;
        }
    }

    private void pass() {
        while (running < MOST_AT_ONCE && !urgent.isEmpty()) {
            begin(urgent.remove());
        }
        if (running == 0 && pause == null && !others.isEmpty()) {
            pause = loop.schedule(PACE, () -> {
                pause = null;
                next();
            });
            begin(others.remove());
        }
    }

    private void begin(Consumer<Runnable> read) {
        running++;
        read.accept(() -> {
            running--;
            next();
        });
    }
}
