package io.github.camelctrader;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.account.TokenGrants;
import io.github.camelctrader.client.request.RequestKind;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;

/** Makes the request that an exchange asks for, and sends it. */
final class RequestSender {
    private static final String ACCOUNT_ID = "ctidTraderAccountId";
    private static final String ACCESS_TOKEN = "accessToken";
    private static final String REFRESH_TOKEN = "refreshToken";

    private final CTraderClient client;
    private final @Nullable String messageType;
    private final @Nullable Long accountId;
    private final @Nullable AccountTokens tokens;
    private final TokenGrants grants;
    private final Duration timeout;
    private final OrderReply orderReply;
    private final Duration orderTimeout;
    private final OrderChecks orderChecks;

    /**
     * @param messageType the endpoint's option, or null
     * @param accountId account of requests that name none, made known already, or null
     * @param tokens of accounts that requests name, or null
     * @param grants what became of these tokens since
     * @param timeout bound of requests that change no order
     * @param orderReply when an order request counts as answered
     * @param orderTimeout bound of order requests, before their outcome is looked up
     */
    RequestSender(
            CTraderClient client,
            @Nullable String messageType,
            @Nullable Long accountId,
            @Nullable AccountTokens tokens,
            TokenGrants grants,
            Duration timeout,
            OrderReply orderReply,
            Duration orderTimeout) {
        this.client = client;
        this.messageType = messageType;
        this.accountId = accountId;
        this.tokens = tokens;
        this.grants = grants;
        this.timeout = timeout;
        this.orderReply = orderReply;
        this.orderTimeout = orderTimeout;
        this.orderChecks = new OrderChecks(
                client, new TradePermission(client, () -> tokens == null ? null : grants.accessToken(tokens)), timeout);
    }

    /**
     * @throws InvalidRequestException when the exchange makes no valid request
     * @throws InvalidPayloadException when the body is no message or map and cannot be read as text
     */
    CompletableFuture<Reply> send(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getIn().getBody();
        if (body instanceof Message message) {
            return sendTyped(exchange, message.toBuilder());
        }
        if (body instanceof Message.Builder builder) {
            return sendTyped(exchange, builder.clone());
        }
        Map<String, @Nullable Object> values = values(exchange, body);
        Message prototype =
                RequestTypes.of(exchange.getIn().getHeader(CTraderConstants.MESSAGE_TYPE, String.class), messageType);
        SymbolTerms terms = SymbolTerms.take(prototype.getDescriptorForType(), values);
        ProtectionTerms.take(prototype.getDescriptorForType(), values);
        Message.Builder request = MapToMessage.toBuilder(prototype, values);
        complete(exchange, request);
        return dispatch(exchange, request, terms);
    }

    private CompletableFuture<Reply> sendTyped(Exchange exchange, Message.Builder request) {
        Message type = request.getDefaultInstanceForType();
        if (!RequestTypes.isRequest(type)) {
            throw Refusals.refuse(
                    "body", type.getDescriptorForType().getName(), "must be a request, a map, JSON text or empty");
        }
        if (messageType != null
                && RequestTypes.ofOption(messageType).getDescriptorForType() != type.getDescriptorForType()) {
            throw Refusals.refuse(
                    "messageType",
                    messageType,
                    "contradicts the body, which is a "
                            + type.getDescriptorForType().getName());
        }
        complete(exchange, request);
        return dispatch(exchange, request, SymbolTerms.NONE);
    }

    /** Puts into the request what has to be asked for first, and checks it; nothing was sent when that fails. */
    private CompletableFuture<Message> prepare(Message.Builder request, SymbolTerms terms) {
        CompletableFuture<Void> prepared;
        if (OrderChecks.concern(request)) {
            prepared = orderChecks.prepare(request, terms, references -> symbols(request, references));
        } else if (terms.equals(SymbolTerms.NONE)) {
            prepared = CompletableFuture.completedFuture(null);
        } else {
            prepared = symbols(request, terms.references(request)).thenAccept(symbols -> terms.apply(request, symbols));
        }
        return prepared.thenApply(done -> RequiredFields.complete(request));
    }

    private CompletableFuture<Reply> dispatch(Exchange exchange, Message.Builder request, SymbolTerms terms) {
        Message type = request.getDefaultInstanceForType();
        if (!RequestKind.changesOrders(PayloadTypes.payloadTypeOf(type))) {
            return prepare(request, terms).thenCompose(prepared -> client.request(prepared, timeout));
        }
        long began = exchange.getClock().elapsed();
        String ofUser = type instanceof ProtoOANewOrderReq ? OrderIds.ofUser(exchange) : null;
        if (ofUser != null) {
            return prepare(request, terms).thenCompose(prepared -> order(exchange, began, prepared, ofUser));
        }
        String node = System.identityHashCode(this) + " "
                + exchange.getExchangeExtension().getHistoryNodeId();
        OrderIds.Step step = OrderIds.step(exchange, node, List.of(request.buildPartial(), terms));
        CompletableFuture<Message> prepared =
                step.prepared() != null ? CompletableFuture.completedFuture(step.prepared()) : prepare(request, terms);
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

    /** Fills in what the body may leave to header and options, and makes the account known to the connection. */
    private void complete(Exchange exchange, Message.Builder request) {
        FieldDescriptor account = request.getDescriptorForType().findFieldByName(ACCOUNT_ID);
        if (account != null && !request.hasField(account)) {
            Object header = exchange.getIn().getHeader(CTraderConstants.ACCOUNT_ID);
            Long id = header == null ? accountId : Long.valueOf(AccountIds.of(CTraderConstants.ACCOUNT_ID, header));
            if (id != null) {
                request.setField(account, id);
            }
        }
        if (tokens != null) {
            fill(request, ACCESS_TOKEN, () -> grants.accessToken(tokens));
            fill(request, REFRESH_TOKEN, () -> grants.refreshToken(tokens));
        }
        long id = PayloadTypes.accountIdOf(request);
        // Who authorises an account by hand brings its token along.
        boolean byHand = request.getDescriptorForType().equals(ProtoOAAccountAuthReq.getDescriptor());
        boolean known = accountId != null && accountId == id;
        if (id != 0 && tokens != null && !known && !byHand) {
            client.useAccount(id, tokens);
        }
    }

    /** Puts the present token in where the request has a place for it and leaves it empty. */
    private static void fill(Message.Builder request, String name, Supplier<@Nullable String> present) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        String token = field == null || request.hasField(field) ? null : present.get();
        if (field != null && token != null) {
            request.setField(field, token);
        }
    }

    private CompletableFuture<List<Symbol>> symbols(Message.Builder request, List<SymbolReference> references) {
        if (references.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        long account = PayloadTypes.accountIdOf(request);
        if (account == 0) {
            throw Refusals.refuse(
                    ACCOUNT_ID, "(absent)", "symbols belong to an account: give it in the body, header or option");
        }
        List<CompletableFuture<Symbol>> lookups = references.stream()
                .map(reference -> client.symbol(account, reference))
                .toList();
        return CompletableFuture.allOf(lookups.toArray(CompletableFuture[]::new))
                .thenApply(all -> lookups.stream().map(CompletableFuture::join).toList());
    }

    private static Map<String, @Nullable Object> values(Exchange exchange, @Nullable Object body)
            throws InvalidPayloadException {
        if (body == null) {
            return new LinkedHashMap<>();
        }
        if (!(body instanceof Map<?, ?> map)) {
            return JsonText.readObject(exchange.getIn().getMandatoryBody(String.class));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw Refusals.refuse("body", String.valueOf(name), "must have texts as its keys");
            }
            values.put(text, value);
        });
        return values;
    }
}
