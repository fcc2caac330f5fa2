package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How futures of the client fail. */
public final class Failures {
    private Failures() {}

    /** What a future that is over has failed with. */
    public static CTraderException of(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            throw new AssertionError("completed after all");
        } catch (CompletionException e) {
            return (CTraderException) Objects.requireNonNull(e.getCause());
        }
    }
}
