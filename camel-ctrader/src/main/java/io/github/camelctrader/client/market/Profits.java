package io.github.camelctrader.client.market;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AccountProfit;
import io.github.camelctrader.client.Conversion;
import io.github.camelctrader.client.PositionProfit;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The profit of the open positions of accounts: as the server reports it, or computed from the last quotes. */
@OnLoop
public final class Profits {
    private final Requests requests;
    private final SymbolDirectory symbols;
    private final ReferenceReads reference;
    private final QuoteCache quotes;

    /**
     * @param symbols of the accounts, of which {@code reference} reads more
     * @param quotes the last ones of what is subscribed
     */
    public Profits(Requests requests, SymbolDirectory symbols, ReferenceReads reference, QuoteCache quotes) {
        this.requests = requests;
        this.symbols = symbols;
        this.reference = reference;
        this.quotes = quotes;
    }

    /** As the server tells it; computed where it does not know the request. */
    public CompletableFuture<AccountProfit> reported(long accountId) {
        Message request = ProtoOAGetPositionUnrealizedPnLReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
        return ask(request, ProtoOAGetPositionUnrealizedPnLRes.class)
                .thenApply(AccountProfit::of)
                .exceptionallyCompose(failure -> isUnsupported(failure)
                        ? computed(accountId)
                        : CompletableFuture.failedFuture(Callbacks.causeOf(failure)));
    }

    /** From positions and quotes. */
    public CompletableFuture<AccountProfit> computed(long accountId) {
        Message trader =
                ProtoOATraderReq.newBuilder().setCtidTraderAccountId(accountId).build();
        Message open = ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
        return symbols.read(accountId, trader, ProtoOATraderRes.class)
                .thenApply(answer -> answer.getTrader().getDepositAssetId())
                .thenCompose(deposit -> symbols.all(accountId)
                        .thenCompose(all -> ask(open, ProtoOAReconcileRes.class)
                                .thenCompose(answer -> computed(accountId, deposit, all, answer.getPositionList()))));
    }

    private CompletableFuture<AccountProfit> computed(
            long accountId, long deposit, List<ProtoOALightSymbol> all, List<ProtoOAPosition> positions) {
        Map<Long, Long> quoteAssets = new HashMap<>();
        all.forEach(symbol -> quoteAssets.put(symbol.getSymbolId(), symbol.getQuoteAssetId()));
        Map<Long, CompletableFuture<Optional<Conversion>>> ways = new HashMap<>();
        for (ProtoOAPosition position : positions) {
            Long asset = quoteAssets.get(position.getTradeData().getSymbolId());
            if (asset != null) {
                ways.computeIfAbsent(asset, from -> way(accountId, from, deposit));
            }
        }
        return CompletableFuture.allOf(ways.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> new AccountProfit(
                        accountId,
                        true,
                        positions.stream()
                                .map(position -> profit(
                                        accountId,
                                        position,
                                        quoteAssets.get(position.getTradeData().getSymbolId()),
                                        ways))
                                .toList()));
    }

    /** That there is none is an answer. */
    private CompletableFuture<Optional<Conversion>> way(long accountId, long from, long to) {
        return reference
                .conversion(accountId, from, to)
                .thenApply(Optional::of)
                .exceptionallyCompose(failure -> SymbolDetails.saysThereIsNone(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(Callbacks.causeOf(failure)));
    }

    private PositionProfit profit(
            long accountId,
            ProtoOAPosition position,
            @Nullable Long quoteAsset,
            Map<Long, CompletableFuture<Optional<Conversion>>> ways) {
        long symbolId = position.getTradeData().getSymbolId();
        CompletableFuture<Optional<Conversion>> found = quoteAsset == null ? null : ways.get(quoteAsset);
        Optional<Conversion> way = found == null ? Optional.empty() : found.join();
        if (way.isEmpty()) {
            return PositionProfit.unknown(
                    position,
                    "no symbols of the account lead from the quote asset of its symbol " + symbolId
                            + " to the deposit asset");
        }
        Quote quote = quotes.last(accountId, symbolId);
        BigDecimal price =
                position.getTradeData().getTradeSide() == ProtoOATradeSide.BUY ? quote.bidPrice() : quote.askPrice();
        if (price == null) {
            return PositionProfit.unknown(position, "its symbol " + symbolId + " has no quote on this link");
        }
        BigDecimal rate = way.get().rate(id -> quotes.last(accountId, id));
        return rate == null
                ? PositionProfit.unknown(
                        position,
                        "not all symbols that lead from its quote asset to the deposit asset have a quote on this link: "
                                + way.get().symbols().stream()
                                        .map(ProtoOALightSymbol::getSymbolName)
                                        .collect(Collectors.joining(", ")))
                : PositionProfit.computed(position, price, rate);
    }

    private <T extends Message> CompletableFuture<T> ask(Message request, Class<T> type) {
        return requests.send(request, Priority.QUERY).thenApply(answer -> {
            if (!type.isInstance(answer.message())) {
                throw new RequestTimeoutException(
                        "A request was answered with payload type " + answer.payloadType() + " and not with "
                                + type.getSimpleName(),
                        null);
            }
            return type.cast(answer.message());
        });
    }

    private static boolean isUnsupported(Throwable failure) {
        return Callbacks.causeOf(failure) instanceof RequestRejectedException no
                && ServerErrorCode.UNSUPPORTED_MESSAGE.is(no.getErrorCode());
    }
}
