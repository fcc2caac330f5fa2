package io.github.camelctrader.client.validation;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.request.RequestKind;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.message.InvalidRequests;
import io.github.camelctrader.message.RequiredFields;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a request that changes orders: completes it from the present state of its order or position, and checks it against the
 * protocol, the token and the symbol. The same for all forms of bodies.
 */
public final class OrderValidator {
    private final CTraderClient client;
    private final TradePermission permission;
    private final SymbolLookUp symbols;
    private final Duration timeout;

    /** @param timeout of what has to be read before */
    public OrderValidator(CTraderClient client, TradePermission permission, SymbolLookUp symbols, Duration timeout) {
        this.client = client;
        this.permission = permission;
        this.symbols = symbols;
        this.timeout = timeout;
    }

    /** Whether requests of this kind pass here. */
    public static boolean concern(Message.Builder request) {
        return RequestKind.changesOrders(PayloadTypes.payloadTypeOf(request));
    }

    /**
     * Completes and checks a request. Nothing was sent when it fails.
     *
     * @param found is told the symbol of the request, if that had to be looked up
     * @return the request as it is to be sent; fails with {@link InvalidRequestException} naming the field that breaks a rule
     */
    public CompletableFuture<Message> prepare(AskedRequest original, Consumer<Symbol> found) {
        // It may be made ready more than once, each time from what its caller said.
        AskedRequest asked = new AskedRequest(original.request().clone(), original.terms());
        Message.Builder given = asked.request();
        RequiredFields.check(given, toCome(given, asked.terms()));
        boolean incomplete = asked.needsPresentState();
        if (!incomplete) {
            OrderRules.check(given, given);
        }
        CompletableFuture<Void> permitted = permission.check(asked.accountId());
        CompletableFuture<CurrentState> present =
                incomplete ? read(asked) : CompletableFuture.completedFuture(CurrentState.NONE);
        return permitted
                .thenCombine(present, (allowed, state) -> state)
                .thenCompose(state -> complete(asked, state, found))
                .exceptionally(failure -> {
                    throw new CompletionException(notSent(failure));
                });
    }

    private CompletableFuture<Message> complete(AskedRequest asked, CurrentState found, Consumer<Symbol> ofOrder) {
        Message.Builder given = asked.request();
        SymbolFields terms = asked.terms();
        checkRules(asked, found);
        Long symbolId = found.trade() == null ? null : found.trade().getSymbolId();
        return symbols(asked, symbolId).thenApply(all -> {
            all.stream().findFirst().ifPresent(ofOrder);
            refuseOtherSymbol(terms, all, symbolId);
            terms.apply(given, all);
            SymbolRules.checkTradable(given, all);
            // Volumes in lots or units are in their field only now.
            return RequiredFields.complete(checkRules(asked, found));
        });
    }

    /** The request with what the present state adds, the rules being for what the caller gave and wants to stay. */
    private static Message.Builder checkRules(AskedRequest asked, CurrentState found) {
        Message.Builder given = asked.request();
        if (found.entity() == null) {
            OrderRules.check(given, given);
            return given;
        }
        Message.Builder completed =
                found.complete(given, asked.terms().volumes().given());
        Message.Builder judged = given.clone();
        given.getAllFields().keySet().stream()
                .filter(field -> !field.isRepeated() && !completed.hasField(field))
                .forEach(judged::clearField);
        OrderRules.check(judged, completed);
        return completed;
    }

    /** @param presentId the symbol of the order or position that the request changes, or null */
    private CompletableFuture<List<Symbol>> symbols(AskedRequest asked, @Nullable Long presentId) {
        List<SymbolReference> named = asked.terms().references(asked.request());
        boolean judged =
                SymbolRules.concern(asked.request()) || asked.terms().volumes().given();
        if (!named.isEmpty() || presentId == null || !judged) {
            return symbols.find(asked.accountId(), named);
        }
        return symbols.find(asked.accountId(), List.of(SymbolReference.byId(presentId)))
                .exceptionallyCompose(failure -> Callbacks.causeOf(failure) instanceof InvalidRequestException
                        // Not the caller but the server names this symbol, and will know what it allows.
                        ? CompletableFuture.completedFuture(List.of())
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<CurrentState> read(AskedRequest asked) {
        ProtoOAReconcileReq question = ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(asked.accountId())
                .build();
        return client.request(question, timeout).thenApply(reply -> {
            if (!(reply.message() instanceof ProtoOAReconcileRes account)) {
                throw new NotSentException(
                        "Not sent: the state of account " + asked.accountId()
                                + ", which had to be read before, was answered with payload type "
                                + reply.payloadType() + " instead of ReconcileRes; send it again",
                        null);
            }
            CurrentState found = CurrentState.of(asked.request(), account);
            if (found.entity() == null) {
                throw CurrentState.refuseAbsent(asked.request());
            }
            return found;
        });
    }

    /** Required fields that a name, a volume in other units, or the present state stands for. */
    private static Set<String> toCome(Message.Builder request, SymbolFields terms) {
        Set<String> fields = new HashSet<>();
        if (!terms.names().isEmpty()) {
            fields.add("symbolId");
        }
        if (terms.volumes().given() || request instanceof ProtoOAClosePositionReq.Builder) {
            fields.add("volume");
        }
        return fields;
    }

    private static void refuseOtherSymbol(SymbolFields terms, List<Symbol> symbols, @Nullable Long symbolId) {
        if (symbolId != null
                && !terms.names().isEmpty()
                && !Objects.equals(symbols.get(0).id(), symbolId)) {
            throw InvalidRequests.refuse(
                    "symbolName",
                    terms.names().get(0),
                    "is symbol " + symbols.get(0).id() + ", and the order or position is one of symbol " + symbolId);
        }
    }

    /** What was only read before got no answer: the order itself was not sent. */
    private static Throwable notSent(Throwable failure) {
        Throwable cause = Callbacks.causeOf(failure);
        return cause instanceof RequestTimeoutException timedOut
                ? new NotSentException(
                                "Not sent: what had to be read before got no answer, " + timedOut.getMessage(),
                                timedOut)
                        .concerning(timedOut.getEnvironment(), timedOut.getAccountId(), null)
                : cause;
    }
}
