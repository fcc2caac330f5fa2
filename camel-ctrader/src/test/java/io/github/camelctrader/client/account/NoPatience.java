package io.github.camelctrader.client.account;

import io.github.camelctrader.client.time.BlockingCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Calls stores on the calling thread, and notes the pauses instead of making them. */
final class NoPatience implements BlockingCalls {
    final List<Duration> pauses = new ArrayList<>();
    /** Whether each call hangs. */
    boolean hanging;

    @Override
    public <T> T within(Duration limit, Callable<T> call) throws Exception {
        if (hanging) {
            throw new TimeoutException();
        }
        return call.call();
    }

    @Override
    public void pause(Duration pause) {
        pauses.add(pause);
    }
}
