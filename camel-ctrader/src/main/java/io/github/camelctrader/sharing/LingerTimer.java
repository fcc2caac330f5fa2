package io.github.camelctrader.sharing;

import io.github.camelctrader.client.time.Loop;
import java.time.Duration;

/** Ends connections that nobody took up again in time. */
@FunctionalInterface
public interface LingerTimer {
    /** Runs a task once {@code delay} has passed, on a thread that may wait briefly. */
    Loop.Timer schedule(Duration delay, Runnable task);
}
