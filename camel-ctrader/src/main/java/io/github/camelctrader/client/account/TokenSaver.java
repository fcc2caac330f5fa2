package io.github.camelctrader.client.account;

import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves grants on threads that may block, and goes back to the loop. Call on the loop. */
public final class TokenSaver {
    private static final Logger LOG = LoggerFactory.getLogger(TokenSaver.class);
    private static final int QUICK_TRIES = 3;
    private static final Duration QUICK_PAUSE = Duration.ofMillis(200);

    private final Executor blocking;
    private final Loop loop;
    private final Backoff backoff;

    /** @param backoff between the attempts to save what could not be saved quickly */
    public TokenSaver(Executor blocking, Loop loop, Backoff backoff) {
        this.blocking = blocking;
        this.loop = loop;
        this.backoff = backoff;
    }

    /**
     * Saves a grant, with a few quick tries.
     *
     * @param then runs on the loop, with null or the last failure; not at all when the loop has ended meanwhile
     */
    void save(Grant grant, Consumer<@Nullable Exception> then) {
        save(grant, 1, then);
    }

    /** Tries to save until that succeeds, then runs {@code saved} on the loop; the loop's end ends it. */
    void keepSaving(Grant grant, Runnable saved) {
        keepSaving(grant, 1, saved);
    }

    private void save(Grant grant, int attempt, Consumer<@Nullable Exception> then) {
        if (grant.store() == null) {
            then.accept(null);
            return;
        }
        try {
            blocking.execute(() -> {
                Exception failure = attempt(grant);
                back(() -> tried(grant, attempt, failure, then));
            });
        } catch (RejectedExecutionException shutDown) {
            LOG.warn("The tokens of a cTrader ID cannot be saved: there are no threads any more");
            then.accept(shutDown);
        }
    }

    private void tried(Grant grant, int attempt, @Nullable Exception failure, Consumer<@Nullable Exception> then) {
        if (failure == null || attempt >= QUICK_TRIES) {
            then.accept(failure);
        } else {
            loop.schedule(QUICK_PAUSE, () -> save(grant, attempt + 1, then));
        }
    }

    private void keepSaving(Grant grant, int attempt, Runnable saved) {
        loop.schedule(
                backoff.delay(attempt),
                () -> save(grant, QUICK_TRIES, failure -> {
                    if (failure == null) {
                        saved.run();
                    } else {
                        keepSaving(grant, attempt + 1, saved);
                    }
                }));
    }

    private static @Nullable Exception attempt(Grant grant) {
        try {
            grant.save();
            return null;
        } catch (IOException | RuntimeException e) {
            // The store promises to name no token in its messages.
            LOG.warn("The tokens of a cTrader ID could not be saved, which is tried again: {}", e.toString());
            return e;
        }
    }

    private void back(Runnable task) {
        if (!loop.tryExecute(task)) {
            LOG.debug("Tokens were saved after the end of the connection that refreshed them");
        }
    }
}
