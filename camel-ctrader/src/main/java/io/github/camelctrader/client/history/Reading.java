package io.github.camelctrader.client.history;

import io.github.camelctrader.client.time.OnLoop;
import java.util.concurrent.CompletableFuture;

/** A read of history that is under way. */
@OnLoop
public interface Reading<T> {
    /** Completes on the loop and does not fail. */
    CompletableFuture<History<T>> end();

    /** What was found by now: a page that does not come takes nothing from those that did. */
    History<T> soFar();
}
