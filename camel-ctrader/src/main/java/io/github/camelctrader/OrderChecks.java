package io.github.camelctrader;

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
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a request that changes orders before it is sent: it is completed from the present state of its order or
 * position, and checked against the protocol, the token and the symbol. The same for all forms of bodies.
 */
final class OrderChecks {
    private final CTraderClient client;
    private final TradePermission permission;
    private final SymbolLookUp symbols;
    private final Duration timeout;

    /** @param timeout of what has to be read before */
    OrderChecks(CTraderClient client, TradePermission permission, SymbolLookUp symbols, Duration timeout) {
        this.client = client;
        this.permission = permission;
        this.symbols = symbols;
        this.timeout = timeout;
    }

    /** Whether requests of this kind pass here. */
    static boolean concern(Message.Builder request) {
        return RequestKind.changesOrders(PayloadTypes.payloadTypeOf(request));
    }

    /**
     * Completes and checks a request. Nothing was sent when it fails.
     *
     * @return the request as it is to be sent; fails with {@link InvalidRequestException} naming the field that breaks a rule
     */
    CompletableFuture<Message> prepare(AskedRequest asked) {
        Message.Builder request = asked.request();
        SymbolTerms terms = asked.terms();
        RequiredFields.check(request, toCome(request, terms));
        boolean incomplete = PresentState.neededBy(request, terms.volumes().given());
        if (!incomplete) {
            OrderRules.check(request);
        }
        CompletableFuture<Void> permitted = permission.check(asked.accountId());
        CompletableFuture<PresentState> present =
                incomplete ? read(request) : CompletableFuture.completedFuture(PresentState.NONE);
        CompletableFuture<Void> prepared =
                permitted.thenCombine(present, (allowed, found) -> found).thenCompose(found -> check(asked, found));
        return prepared.handle((done, failure) -> {
            if (failure != null) {
                throw new CompletionException(notSent(failure));
            }
            return RequiredFields.complete(request);
        });
    }

    private CompletableFuture<Void> check(AskedRequest asked, PresentState found) {
        Message.Builder request = asked.request();
        SymbolTerms terms = asked.terms();
        if (PresentState.neededBy(request, terms.volumes().given())) {
            found.complete(request, terms.volumes().given());
            refuseUnknownVolume(request, terms);
            OrderRules.check(request);
        }
        List<SymbolReference> references = terms.references(request);
        Long symbolId = found.trade() == null ? null : found.trade().getSymbolId();
        if (references.isEmpty() && symbolId != null) {
            references = List.of(SymbolReference.byId(symbolId));
        }
        return symbols.find(asked.accountId(), references).thenAccept(all -> {
            refuseOtherSymbol(terms, all, symbolId);
            terms.apply(request, all);
            SymbolRules.checkTradable(request, all);
            // Volumes in lots or units are in their field only now.
            OrderRules.check(request);
        });
    }

    private CompletableFuture<PresentState> read(Message.Builder request) {
        ProtoOAReconcileReq question = ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(PayloadTypes.accountIdOf(request))
                .build();
        return client.request(question, timeout)
                .thenApply(reply -> reply.message() instanceof ProtoOAReconcileRes account
                        ? PresentState.of(request, account)
                        : PresentState.NONE);
    }

    /** Required fields that a name, a volume in other units, or the present state stands for. */
    private static Set<String> toCome(Message.Builder request, SymbolTerms terms) {
        Set<String> fields = new HashSet<>();
        if (!terms.names().isEmpty()) {
            fields.add("symbolId");
        }
        if (terms.volumes().given() || request instanceof ProtoOAClosePositionReq.Builder) {
            fields.add("volume");
        }
        return fields;
    }

    private static void refuseUnknownVolume(Message.Builder request, SymbolTerms terms) {
        if (request instanceof ProtoOAClosePositionReq.Builder close
                && !close.hasVolume()
                && !terms.volumes().given()) {
            throw Refusals.refuse(
                    "volume",
                    "(absent)",
                    "position " + close.getPositionId() + " is not open, so that what there is to close is not known");
        }
    }

    private static void refuseOtherSymbol(SymbolTerms terms, List<Symbol> symbols, @Nullable Long symbolId) {
        if (symbolId != null
                && !terms.names().isEmpty()
                && !Objects.equals(symbols.get(0).id(), symbolId)) {
            throw Refusals.refuse(
                    "symbolName",
                    terms.names().get(0),
                    "is symbol " + symbols.get(0).id() + ", and the order or position is one of symbol " + symbolId);
        }
    }

    /** What was only read before got no answer: the order itself was not sent. */
    private Throwable notSent(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RequestTimeoutException timedOut
                ? new NotSentException("Not sent: what had to be read before got no answer", timedOut)
                        .concerning(timedOut.getEnvironment(), timedOut.getAccountId(), null)
                : cause;
    }
}
