package io.github.camelctrader.client.session;

import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Has the history of an account read when an execution of it cannot be decoded: the first time at once, and then once a second
 * at most, so that a server whose executions none can decode does not use the limit up.
 */
@OnLoop
final class UnreadableExecutions {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Loop loop;
    private final LongConsumer read;
    private final Set<Long> pausing = new HashSet<>();
    private final Set<Long> again = new HashSet<>();

    UnreadableExecutions(Loop loop, LongConsumer read) {
        this.loop = loop;
        this.read = read;
    }

    void received(long accountId) {
        if (!pausing.add(accountId)) {
            again.add(accountId);
            return;
        }
        read.accept(accountId);
        loop.schedule(PAUSE, () -> {
            pausing.remove(accountId);
            if (again.remove(accountId)) {
                received(accountId);
            }
        });
    }
}
