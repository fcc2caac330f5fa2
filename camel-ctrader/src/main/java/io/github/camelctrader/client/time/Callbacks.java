package io.github.camelctrader.client.time;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Callbacks on futures whose own failures do not vanish: what a callback throws would otherwise be kept by nobody. */
public final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private Callbacks() {}

    /** What a stage failed with, without the wrapping that futures add on the way from one stage to the next. */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * Runs a callback when a stage is done, with its value or with what it failed with. What the callback itself throws is
     * a mistake in this code, and is logged as such.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public static <T> void whenDone(
            CompletionStage<T> stage, BiConsumer<? super T, ? super @Nullable Throwable> callback) {
        stage.whenComplete((value, failure) -> {
            try {
                callback.accept(value, failure);
            } catch (RuntimeException | Error e) {
                LOG.error("A callback failed", e);
            }
        });
    }
}
