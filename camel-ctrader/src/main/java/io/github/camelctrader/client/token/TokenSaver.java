package io.github.camelctrader.client.token;

import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves grants on threads that may block, and reports the result on the loop. */
@OnLoop
public final class TokenSaver {
    private static final Logger LOG = LoggerFactory.getLogger(TokenSaver.class);
    private static final int QUICK_TRIES = 3;
    private static final Duration QUICK_PAUSE = Duration.ofMillis(200);
    /** A store that did not return by then counts as failed, whatever becomes of the call. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

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
    void save(Grant grant, Consumer<@Nullable Throwable> then) {
        loop.check();
        save(grant, 1, then);
    }

    /** Tries to save until that succeeds, then runs {@code saved} on the loop; the loop's end ends it. */
    void keepSaving(Grant grant, Runnable saved) {
        loop.check();
        keepSaving(grant, 1, saved);
    }

    private void save(Grant grant, int attempt, Consumer<@Nullable Throwable> then) {
        if (grant.store() == null) {
            then.accept(null);
            return;
        }
        Call call = new Call(failure -> tried(grant, attempt, failure, then));
        try {
            blocking.execute(() -> {
                Throwable failure = attempt(grant);
                back(() -> call.ended(failure));
            });
        } catch (RuntimeException | Error noThread) {
            LOG.warn("The tokens of a cTrader ID cannot be saved: there is no thread to do so", noThread);
            call.abandon();
            then.accept(noThread);
        }
    }

    private void tried(Grant grant, int attempt, @Nullable Throwable failure, Consumer<@Nullable Throwable> then) {
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

    private static @Nullable Throwable attempt(Grant grant) {
        try {
            grant.save();
            return null;
        } catch (IOException | RuntimeException | Error e) {
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

    /** One call of a store, which ends once: with its own outcome or for want of one. */
    private final class Call {
        private final Consumer<@Nullable Throwable> outcome;
        private final Loop.Timer limit;
        private boolean over;

        private Call(Consumer<@Nullable Throwable> outcome) {
            this.outcome = outcome;
            this.limit = loop.schedule(LIMIT, this::hangs);
        }

        private void hangs() {
            LOG.warn("The token store did not return within {} s, which counts as failed", LIMIT.toSeconds());
            ended(new IOException("the token store did not return within " + LIMIT.toSeconds() + " s"));
        }

        private void ended(@Nullable Throwable failure) {
            if (!over) {
                abandon();
                outcome.accept(failure);
            }
        }

        private void abandon() {
            over = true;
            limit.cancel();
        }
    }
}
