package io.github.camelctrader.producer;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.validation.AskedRequest;
import io.github.camelctrader.client.validation.OrderValidator;
import io.github.camelctrader.idempotency.OrderAttempt;
import io.github.camelctrader.idempotency.OrderIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The way of an order request from an exchange to the client, in this sequence:
 * <ol>
 *   <li>It gets its id: from the body, from a header, or as a step of its route that {@link OrderIds} recognises.
 *   <li>The client looks the id up in its order book. What is known of an earlier request with it is the answer.
 *   <li>If nothing is known, the client has it made ready, here: its account is made known, {@link OrderValidator} asks the server
 *       for what the request leaves open, and checks it.
 *   <li>The client writes it into the journal, then sends it.
 *   <li>The outcome ends the attempt, so that a repetition is told from another order.
 * </ol>
 */
final class OrderSender {
    private final CTraderClient client;
    private final String endpoint;
    private final AccountAccess access;
    private final OrderValidator validator;
    private final Duration readTimeout;
    private final OrderReply orderReply;
    private final Duration orderTimeout;
    private final OrderIds ids = OrderIds.ofThisProcess();

    /**
     * @param endpoint what tells it from others; never shown
     * @param readTimeout bound of what is read before an order is sent
     * @param orderReply when an order request counts as answered
     * @param orderTimeout bound of order requests, before their outcome is looked up
     */
    OrderSender(
            CTraderClient client,
            String endpoint,
            AccountAccess access,
            OrderValidator validator,
            Duration readTimeout,
            OrderReply orderReply,
            Duration orderTimeout) {
        this.client = client;
        this.endpoint = endpoint;
        this.access = access;
        this.validator = validator;
        this.readTimeout = readTimeout;
        this.orderReply = orderReply;
        this.orderTimeout = orderTimeout;
    }

    /**
     * @return fails with what the client fails with
     * @throws InvalidRequestException when the header holds no id
     */
    CompletableFuture<Answer> send(Exchange exchange, AskedRequest asked) {
        OrderAttempt attempt = identify(exchange, asked);
        AtomicReference<@Nullable String> symbolName = new AtomicReference<>();
        OrderIntent intent = new OrderIntent(
                asked.request().buildPartial(),
                asked.terms().words(),
                asked.needsPresentState(),
                readTimeout,
                () -> makeReady(asked, symbolName));
        return client.order(intent, new OrderOptions(orderReply, orderTimeout, attempt.operationId()))
                .whenComplete((reply, failure) -> attempt.end(failure))
                .thenApply(reply -> new Answer(reply, attempt.shownId(), symbolName.get()));
    }

    private OrderAttempt identify(Exchange exchange, AskedRequest asked) {
        String ofBody = asked.clientOrderId();
        if (ofBody != null) {
            return OrderAttempt.identifiedByBody(ofBody);
        }
        String ofHeader = OrderIds.ofUser(exchange);
        return ofHeader != null
                ? OrderAttempt.identifiedByHeader(ofHeader)
                : OrderAttempt.identifiedByRoute(
                        ids, exchange, endpoint, List.of(asked.request().buildPartial(), asked.terms()));
    }

    private CompletableFuture<Message> makeReady(AskedRequest asked, AtomicReference<@Nullable String> symbolName) {
        access.makeKnown(asked.request());
        return validator.prepare(asked, symbol -> symbolName.set(symbol.name()));
    }
}
