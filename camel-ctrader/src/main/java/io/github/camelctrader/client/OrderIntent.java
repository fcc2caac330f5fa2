package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An order request as the caller states it, and how it is prepared for sending. It is prepared only when it is about to be carried
 * out: a repetition gets the outcome of the first request, even if it could no longer be prepared.
 *
 * @param asked one of the five requests that change orders, as far as the caller states it in fields of the protocol: account and
 *     target are set, other required fields may be missing
 * @param words what else the caller states, as a text that is equal whenever the same is stated; empty for nothing
 * @param fromPresentState whether the preparation reads the order or position that the request changes, so that no other request
 *     may change it between the read and the outcome
 * @param timeout bound of the preparation
 * @param preparation returns a request of the same kind and account with all required fields set. It is called again when what it
 *     read may have changed before the request left, each time on the client's executor, where it must not block. Null when the
 *     request needs no preparation
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
