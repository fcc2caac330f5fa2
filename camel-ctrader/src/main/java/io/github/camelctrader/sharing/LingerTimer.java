package io.github.camelctrader.sharing;

import io.github.camelctrader.client.time.Loop;
import java.time.Duration;

/** Runs tasks after a delay, for instance the end of an unused connection. */
@FunctionalInterface
public interface LingerTimer {
    /** Runs a task once {@code delay} has passed, on a thread that may wait briefly. */
    Loop.Timer schedule(Duration delay, Runnable task);
}
