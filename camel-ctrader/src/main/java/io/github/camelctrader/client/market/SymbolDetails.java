package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The details of one account's symbols: digits, volumes, schedule. Read when they are needed; those asked for in one
 * turn of the loop share a request.
 */
@OnLoop
final class SymbolDetails {
    /** cTrader Open API: a hundred ids per request were seen to work, more are not documented. */
    static final int BATCH = 100;

    private final long accountId;
    private final Requests requests;
    private final Loop loop;
    private final Map<Long, ProtoOASymbol> known = new HashMap<>();
    private final Map<Long, CompletableFuture<ProtoOASymbol>> awaited = new HashMap<>();
    private Map<Long, CompletableFuture<ProtoOASymbol>> queued = new LinkedHashMap<>();

    SymbolDetails(long accountId, Requests requests, Loop loop) {
        this.accountId = accountId;
        this.requests = requests;
        this.loop = loop;
    }

    CompletableFuture<ProtoOASymbol> of(long symbolId) {
        ProtoOASymbol symbol = known.get(symbolId);
        if (symbol != null) {
            return CompletableFuture.completedFuture(symbol);
        }
        CompletableFuture<ProtoOASymbol> waiting = awaited.get(symbolId);
        if (waiting != null) {
            return waiting;
        }
        CompletableFuture<ProtoOASymbol> details = new CompletableFuture<>();
        awaited.put(symbolId, details);
        queued.put(symbolId, details);
        if (queued.size() == 1) {
            loop.execute(this::fetchQueued);
        } else if (queued.size() == BATCH) {
            fetchQueued();
        }
        return details;
    }

    /** What is known of these symbols, and what is under way for them, is out of date. */
    void drop(Collection<Long> symbolIds) {
        known.keySet().removeAll(symbolIds);
        awaited.keySet().removeAll(symbolIds);
    }

    void dropAll() {
        known.clear();
        awaited.clear();
    }

    private void fetchQueued() {
        if (!queued.isEmpty()) {
            Map<Long, CompletableFuture<ProtoOASymbol>> batch = queued;
            queued = new LinkedHashMap<>();
            fetch(batch);
        }
    }

    private void fetch(Map<Long, CompletableFuture<ProtoOASymbol>> batch) {
        ProtoOASymbolByIdReq request = ProtoOASymbolByIdReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllSymbolId(batch.keySet())
                .build();
        Callbacks.whenDone(requests.send(request, Priority.PREPARATION), (answer, error) -> {
            if (error == null) {
                arrived(batch, answer);
            } else if (batch.size() > 1 && isUnknownSymbol(error)) {
                // One unknown id fails them all; asked alone, only that one fails.
                batch.forEach((symbolId, details) -> fetch(Map.of(symbolId, details)));
            } else {
                batch.forEach((symbolId, details) -> {
                    awaited.remove(symbolId, details);
                    details.completeExceptionally(error);
                });
            }
        });
    }

    private void arrived(Map<Long, CompletableFuture<ProtoOASymbol>> batch, InboundMessage answer) {
        Map<Long, ProtoOASymbol> symbols = new HashMap<>();
        if (answer.message() instanceof ProtoOASymbolByIdRes list) {
            list.getSymbolList().forEach(symbol -> symbols.put(symbol.getSymbolId(), symbol));
        }
        batch.forEach((symbolId, details) -> {
            ProtoOASymbol symbol = symbols.get(symbolId);
            boolean upToDate = awaited.remove(symbolId, details);
            if (symbol == null) {
                details.completeExceptionally(new InvalidRequestException(
                                "symbolId", symbolId, "account " + accountId + " can no longer trade this symbol")
                        .concerning(null, accountId, answer.clientMsgId()));
                return;
            }
            if (upToDate) {
                known.put(symbolId, symbol);
            }
            details.complete(symbol);
        });
    }

    /** Whether a look-up failed because the account has no such symbol, or has it no more. */
    static boolean saysThereIsNone(Throwable error) {
        return Callbacks.causeOf(error) instanceof InvalidRequestException || isUnknownSymbol(error);
    }

    private static boolean isUnknownSymbol(Throwable error) {
        return Callbacks.causeOf(error) instanceof RequestRejectedException no
                && ServerErrorCode.saysNoSuchSymbol(no.getErrorCode());
    }
}
