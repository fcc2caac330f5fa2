package io.github.camelctrader.producer;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.validation.AskedRequest;
import io.github.camelctrader.client.validation.OrderValidator;
import io.github.camelctrader.client.validation.SymbolFields;
import io.github.camelctrader.client.validation.SymbolLookUp;
import io.github.camelctrader.message.RequiredFields;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Sends the request that an exchange asks for. */
public final class RequestSender {
    private final CTraderClient client;
    private final RequestReader reader;
    private final AccountAccess access;
    private final Duration timeout;
    private final SymbolLookUp symbols;
    private final OrderSender orders;

    /**
     * @param endpoint what distinguishes the endpoint from others; never shown
     * @param timeout bound of requests that change no order, and of what is read before those that do
     * @param orderReply when an order request counts as answered
     * @param orderTimeout how long an order request waits for its answer before its outcome is looked up
     */
    public RequestSender(
            CTraderClient client,
            String endpoint,
            RequestReader reader,
            AccountAccess access,
            Duration timeout,
            OrderReply orderReply,
            Duration orderTimeout) {
        this.client = client;
        this.reader = reader;
        this.access = access;
        this.timeout = timeout;
        this.symbols = new SymbolLookUp(client, timeout);
        OrderValidator validator = new OrderValidator(client, access.permission(timeout), symbols, timeout);
        this.orders = new OrderSender(client, endpoint, access, validator, timeout, orderReply, orderTimeout);
    }

    /**
     * @throws InvalidRequestException when the exchange makes no valid request
     * @throws InvalidPayloadException when the body is no message or map and cannot be read as text
     */
    public CompletableFuture<Answer> send(Exchange exchange) throws InvalidPayloadException {
        AskedRequest asked = reader.read(exchange);
        if (OrderValidator.concern(asked.request())) {
            return orders.send(exchange, asked);
        }
        makeReady(asked);
        return find(asked)
                .thenCompose(found -> request(asked, found))
                .thenApply(reply -> new Answer(reply, null, null));
    }

    /**
     * Builds the request that an exchange asks for, ready to be sent, and makes its account known. Throws what {@link #send} throws.
     */
    public CompletableFuture<Message> ready(Exchange exchange) throws InvalidPayloadException {
        AskedRequest asked = reader.read(exchange);
        makeReady(asked);
        return find(asked).thenApply(found -> complete(asked, found));
    }

    private void makeReady(AskedRequest asked) {
        access.fillInTokens(asked.request());
        access.makeKnown(asked.request());
    }

    /** What has to be looked up for a request that changes no order. */
    private CompletableFuture<List<Symbol>> find(AskedRequest asked) {
        return asked.terms().equals(SymbolFields.NONE)
                ? CompletableFuture.completedFuture(List.of())
                : symbols.find(asked.accountId(), asked.terms().references(asked.request()));
    }

    private static Message complete(AskedRequest asked, List<Symbol> found) {
        Message.Builder request =
                found.isEmpty() ? asked.request() : asked.request().clone();
        asked.terms().apply(request, found);
        return RequiredFields.complete(request);
    }

    /**
     * While a request waited for its turn a name may have become that of another symbol: then that one is asked for too. What the
     * server said nothing to is not looked at once more, since that might wait for the next link.
     */
    private CompletableFuture<Reply> request(AskedRequest asked, List<Symbol> found) {
        CompletableFuture<Reply> answer = client.request(complete(asked, found), timeout);
        if (found.isEmpty()) {
            return answer;
        }
        return answer.handle((reply, failure) ->
                        failure == null || Callbacks.causeOf(failure) instanceof RequestRejectedException
                                ? find(asked)
                                : CompletableFuture.completedFuture(found))
                .thenCompose(Function.identity())
                .handle((now, failure) -> now == null || ids(now).equals(ids(found)) ? answer : request(asked, now))
                .thenCompose(Function.identity());
    }

    private static List<Long> ids(List<Symbol> symbols) {
        return symbols.stream().map(Symbol::id).toList();
    }
}
