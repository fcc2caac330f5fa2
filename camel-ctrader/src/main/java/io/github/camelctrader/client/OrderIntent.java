package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An order request as its caller asks for it, and how it is made ready to be sent. It is made ready only when it is to be
 * carried out: a repetition gets the outcome of the first request, even if it could not be made ready any more.
 *
 * @param asked one of the five requests that change orders, as far as the caller says it in the protocol's words: account and
 *     target set, other required fields perhaps not
 * @param words what else the caller asks for, as a text that is the same whenever the same is asked for; empty for nothing
 * @param fromPresentState whether making it ready reads the order or position that it changes, so that nothing else may
 *     change that between the read and the outcome
 * @param timeout bound of making it ready
 * @param preparation makes it ready: gives a request of the same kind and account, required fields set. It is called
 *     again when what it read may have changed before the request left, each time on the client's executor, where it must not
 *     wait. Null when it is ready
 */
public record OrderIntent(
        Message asked,
        String words,
        boolean fromPresentState,
        Duration timeout,
        @Nullable Supplier<CompletableFuture<Message>> preparation) {

    public OrderIntent {
        Durations.positive("timeout", timeout);
    }

    /** A request that is sent as it is. */
    public static OrderIntent ready(Message request) {
        return new OrderIntent(request, "", false, Duration.ofSeconds(1), null);
    }
}
