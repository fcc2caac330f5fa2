package io.github.camelctrader.idempotency;

import io.github.camelctrader.client.time.Callbacks;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an order request, by the id that makes it recognisable. Any thread.
 *
 * @param operationId what the client is to recognise it by; null where the request itself says it
 * @param shownId what the exchange shows
 * @param whenEnded is told how the attempt ended: null for an answer
 */
public record OrderAttempt(@Nullable String operationId, String shownId, Consumer<@Nullable Throwable> whenEnded) {
    /** The body gives a new order its {@code clientOrderId}, which the client reads there. */
    public static OrderAttempt identifiedByBody(String clientOrderId) {
        return new OrderAttempt(null, clientOrderId, failure -> {});
    }

    /** A header gives the id. */
    public static OrderAttempt identifiedByHeader(String id) {
        return new OrderAttempt(id, id, failure -> {});
    }

    /**
     * Neither body nor header gives an id, so the request has that of its step in the route.
     *
     * @param endpoint what distinguishes the endpoint from others
     * @param contents what the exchange asks for, before anything was looked up for it
     */
    public static OrderAttempt identifiedByRoute(OrderIds ids, Exchange exchange, String endpoint, Object contents) {
        OrderStep step = ids.begin(exchange, endpoint, contents);
        return new OrderAttempt(step.id(), step.id(), failure -> {
            if (failure == null) {
                ids.succeeded(exchange, step);
            } else {
                ids.failed(step, failure);
            }
        });
    }

    /**
     * The attempt ended; call before the exchange goes on.
     *
     * @param failure what its future failed with, or null when it was answered
     */
    public void end(@Nullable Throwable failure) {
        whenEnded.accept(failure == null ? null : Callbacks.causeOf(failure));
    }
}
