package io.github.camelctrader;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Sends the request that an exchange asks for. */
final class RequestSender {
    private final CTraderClient client;
    private final RequestReader reader;
    private final AccountAccess access;
    private final Duration timeout;
    private final OrderReply orderReply;
    private final Duration orderTimeout;
    private final SymbolLookUp symbols;
    private final OrderChecks orderChecks;

    /**
     * @param timeout bound of requests that change no order, and of what is read before those that do
     * @param orderReply when an order request counts as answered
     * @param orderTimeout bound of order requests, before their outcome is looked up
     */
    RequestSender(
            CTraderClient client,
            RequestReader reader,
            AccountAccess access,
            Duration timeout,
            OrderReply orderReply,
            Duration orderTimeout) {
        this.client = client;
        this.reader = reader;
        this.access = access;
        this.timeout = timeout;
        this.orderReply = orderReply;
        this.orderTimeout = orderTimeout;
        this.symbols = new SymbolLookUp(client, timeout);
        this.orderChecks =
                new OrderChecks(client, new TradePermission(client, access::accessToken, timeout), symbols, timeout);
    }

    /**
     * @throws InvalidRequestException when the exchange makes no valid request
     * @throws InvalidPayloadException when the body is no message or map and cannot be read as text
     */
    CompletableFuture<Reply> send(Exchange exchange) throws InvalidPayloadException {
        AskedRequest asked = reader.read(exchange);
        access.fillInTokens(asked.request());
        access.makeKnown(asked.request());
        return OrderChecks.concern(asked.request())
                ? sendOrder(exchange, asked)
                : prepare(asked).thenCompose(prepared -> client.request(prepared, timeout));
    }

    /** Puts into a request that changes no order what has to be looked up first. */
    private CompletableFuture<Message> prepare(AskedRequest asked) {
        Message.Builder request = asked.request();
        SymbolTerms terms = asked.terms();
        if (terms.equals(SymbolTerms.NONE)) {
            return CompletableFuture.completedFuture(RequiredFields.complete(request));
        }
        return symbols.find(asked.accountId(), terms.references(request)).thenApply(found -> {
            terms.apply(request, found);
            return RequiredFields.complete(request);
        });
    }

    private CompletableFuture<Reply> sendOrder(Exchange exchange, AskedRequest asked) {
        Message.Builder request = asked.request();
        SymbolTerms terms = asked.terms();
        long began = exchange.getClock().elapsed();
        String ofUser = request instanceof ProtoOANewOrderReq.Builder ? OrderIds.ofUser(exchange) : null;
        if (ofUser != null) {
            return orderChecks.prepare(asked).thenCompose(prepared -> order(exchange, began, prepared, ofUser));
        }
        String node = System.identityHashCode(this) + " "
                + exchange.getExchangeExtension().getHistoryNodeId();
        OrderIds.Step step = OrderIds.step(exchange, node, List.of(request.buildPartial(), terms));
        CompletableFuture<Message> prepared = step.prepared() != null
                ? CompletableFuture.completedFuture(step.prepared())
                : orderChecks.prepare(asked);
        return prepared.thenCompose(ready -> {
                    OrderIds.prepared(exchange, step, ready);
                    return order(exchange, began, ready, step.id());
                })
                .thenApply(reply -> {
                    OrderIds.succeeded(exchange, step);
                    return reply;
                });
    }

    /**
     * What is read before an order has, all together, the time of one request, so that the caller's wait stays bounded.
     *
     * @param began time on the exchange's clock when the caller began to wait, in ms
     */
    private CompletableFuture<Reply> order(Exchange exchange, long began, Message request, String id) {
        if (exchange.getClock().elapsed() - began > timeout.toMillis()) {
            return CompletableFuture.failedFuture(new NotSentException(
                    "Not sent: what had to be read before took longer than requestTimeout = " + timeout, null));
        }
        return client.order(request, new OrderOptions(orderReply, orderTimeout, id));
    }
}
