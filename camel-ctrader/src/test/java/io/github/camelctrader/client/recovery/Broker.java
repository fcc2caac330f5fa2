package io.github.camelctrader.client.recovery;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBalanceType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A server of one account, which answers at once what it is not told to keep to itself. */
final class Broker implements Requests {
    static final long ACCOUNT = 7;

    final List<Message> asked = new ArrayList<>();
    final List<ProtoOAOrder> orders = new ArrayList<>();
    /** Lists of deals that were asked for and are not answered. */
    final List<CompletableFuture<InboundMessage>> unanswered = new ArrayList<>();

    boolean answersLists = true;
    boolean answersOrders = true;
    int pageSize = 1000;
    private final List<ProtoOADeal> deals = new ArrayList<>();
    private final List<ProtoOADeal> late = new ArrayList<>();
    private final Map<Long, Long> volumes = new LinkedHashMap<>();
    /** What made the account's first balance. */
    final List<ProtoOADepositWithdraw> transfers = new ArrayList<>(List.of(ProtoOADepositWithdraw.newBuilder()
            .setOperationType(ProtoOAChangeBalanceType.BALANCE_DEPOSIT)
            .setBalanceHistoryId(1)
            .setBalance(0)
            .setDelta(0)
            .setChangeBalanceTimestamp(0)
            .setBalanceVersion(1)
            .build()));

    private long balanceVersion = 1;

    /** Executes an order that opens a position. */
    ProtoOADeal open(long dealId, long time) {
        ProtoOADeal deal = Deals.filled(dealId, time);
        volumes.put(dealId, deal.getFilledVolume());
        deals.add(deal);
        return deal;
    }

    /** Executes one that closes the position that another deal opened. */
    ProtoOADeal close(long dealId, long positionId, long time) {
        ProtoOADeal deal = Deals.filled(dealId, time).toBuilder()
                .setPositionId(positionId)
                .setClosePositionDetail(ProtoOAClosePositionDetail.newBuilder()
                        .setEntryPrice(1)
                        .setGrossProfit(0)
                        .setSwap(0)
                        .setCommission(0)
                        .setBalance(0)
                        .setBalanceVersion(++balanceVersion)
                        .setClosedVolume(100_000))
                .build();
        volumes.remove(positionId);
        deals.add(deal);
        return deal;
    }

    /** Moves the balance without a deal. */
    void deposit() {
        transfers.add(
                transfers.get(0).toBuilder().setBalanceVersion(++balanceVersion).build());
    }

    /** Lists a deal that moved nothing that is held, as one that was refused. */
    void list(ProtoOADeal deal) {
        deals.add(deal);
    }

    /** What was executed by now is not listed before {@link #catchUp}. */
    void lag() {
        late.addAll(deals);
        deals.clear();
    }

    /** The last one that was executed is not listed before {@link #catchUp}. */
    void lagByOne() {
        late.add(deals.remove(deals.size() - 1));
    }

    void catchUp() {
        deals.addAll(late);
        late.clear();
    }

    long lists() {
        return asked.stream().filter(ProtoOADealListReq.class::isInstance).count();
    }

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        asked.add(request);
        if (request instanceof ProtoOADealListReq list) {
            if (!answersLists) {
                unanswered.add(new CompletableFuture<>());
                return unanswered.get(unanswered.size() - 1);
            }
            return done(listed(list));
        }
        if (request instanceof ProtoOAOrderListReq) {
            return answersOrders
                    ? done(ProtoOAOrderListRes.newBuilder()
                            .setCtidTraderAccountId(ACCOUNT)
                            .addAllOrder(orders)
                            .setHasMore(false)
                            .build())
                    : new CompletableFuture<>();
        }
        if (request instanceof ProtoOACashFlowHistoryListReq) {
            return done(ProtoOACashFlowHistoryListRes.newBuilder()
                    .setCtidTraderAccountId(ACCOUNT)
                    .addAllDepositWithdraw(transfers)
                    .build());
        }
        return done(request instanceof ProtoOAReconcileReq ? reconciled() : trader());
    }

    /** Answers all lists that were asked for. */
    void answer(ProtoOADealListRes list) {
        List<CompletableFuture<InboundMessage>> waiting = List.copyOf(unanswered);
        unanswered.clear();
        waiting.forEach(answer -> answer.complete(inbound(list)));
    }

    ProtoOADealListRes listed(ProtoOADealListReq asked) {
        List<ProtoOADeal> rows = deals.stream()
                .filter(deal -> deal.getExecutionTimestamp() >= asked.getFromTimestamp()
                        && deal.getExecutionTimestamp() <= asked.getToTimestamp())
                .sorted(Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp))
                .toList();
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllDeal(rows.subList(0, Math.min(pageSize, rows.size())))
                .setHasMore(rows.size() > pageSize)
                .build();
    }

    private ProtoOAReconcileRes reconciled() {
        ProtoOAReconcileRes.Builder open = ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(ACCOUNT);
        volumes.forEach((positionId, volume) -> open.addPosition(ProtoOAPosition.newBuilder()
                .setPositionId(positionId)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(volume)
                        .setTradeSide(ProtoOATradeSide.BUY))
                .setPositionStatus(ProtoOAPositionStatus.POSITION_STATUS_OPEN)
                .setSwap(0)));
        return open.build();
    }

    private ProtoOATraderRes trader() {
        return ProtoOATraderRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setTrader(ProtoOATrader.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setBalance(0)
                        .setBalanceVersion(balanceVersion)
                        .setDepositAssetId(1))
                .build();
    }

    private static CompletableFuture<InboundMessage> done(Message message) {
        return CompletableFuture.completedFuture(inbound(message));
    }

    private static InboundMessage inbound(Message message) {
        return new InboundMessage(PayloadTypes.payloadTypeOf(message), message, "id");
    }
}
