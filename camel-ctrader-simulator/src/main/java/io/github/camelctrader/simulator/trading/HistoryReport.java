package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealOffsetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealOffset;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happened on an account. Lists are newest first and cut at the rows one answer holds. */
public final class HistoryReport {
    private record Page<T>(List<T> rows, boolean hasMore) {}

    private final long accountId;
    private final Book book;
    private final Ledger ledger;
    private final TradeHistory history;
    private final Views views;
    private final Memory memory;
    private final TradingRules rules;

    HistoryReport(
            long accountId,
            Book book,
            Ledger ledger,
            TradeHistory history,
            Views views,
            Memory memory,
            TradingRules rules) {
        this.accountId = accountId;
        this.book = book;
        this.ledger = ledger;
        this.history = history;
        this.views = views;
        this.memory = memory;
        this.rules = rules;
    }

    /** Deals executed within a window of Unix ms, both ends included. */
    public ProtoOADealListRes deals(long from, long to, int maxRows) {
        Page<ProtoOADeal> page = page(deals(within(from, to)), Math.min(maxRows, rules.historyRows()));
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllDeal(page.rows())
                .setHasMore(page.hasMore())
                .build();
    }

    /** Deals of one position. */
    public ProtoOADealListByPositionIdRes dealsOfPosition(long positionId, long from, long to) {
        Page<ProtoOADeal> page =
                page(deals(within(from, to).and(deal -> deal.getPositionId() == positionId)), rules.historyRows());
        return ProtoOADealListByPositionIdRes.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllDeal(page.rows())
                .setHasMore(page.hasMore())
                .build();
    }

    /** Orders, ended or not, last changed within a window of Unix ms, both ends included. */
    public ProtoOAOrderListRes orders(long from, long to) {
        Page<ProtoOAOrder> page = page(orders(order -> true, from, to), rules.historyRows());
        return ProtoOAOrderListRes.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllOrder(page.rows())
                .setHasMore(page.hasMore())
                .build();
    }

    /** Orders of one position. */
    public ProtoOAOrderListByPositionIdRes ordersOfPosition(long positionId, long from, long to) {
        Page<ProtoOAOrder> page = page(orders(order -> isOf(positionId, order), from, to), rules.historyRows());
        return ProtoOAOrderListByPositionIdRes.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllOrder(page.rows())
                .setHasMore(page.hasMore())
                .build();
    }

    /** Protection is listed by position only after it was filled. */
    private static boolean isOf(long positionId, ProtoOAOrder order) {
        return order.getPositionId() == positionId
                && (order.getOrderType() != ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT
                        || order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_FILLED);
    }

    private Stream<ProtoOAOrder> orders(Predicate<ProtoOAOrder> wanted, long from, long to) {
        return Stream.concat(living(), ended())
                .filter(wanted)
                .filter(order -> listed(order.getOrderStatus()))
                .filter(order -> order.getUtcLastUpdateTimestamp() >= from && order.getUtcLastUpdateTimestamp() <= to)
                .sorted(Comparator.comparingLong(ProtoOAOrder::getUtcLastUpdateTimestamp)
                        .thenComparingLong(ProtoOAOrder::getOrderId)
                        .reversed());
    }

    private Stream<ProtoOAOrder> living() {
        return memory.history()
                .map(look -> look.orders().stream())
                .orElseGet(() -> book.orders().stream().map(views::listed));
    }

    private Stream<ProtoOAOrder> ended() {
        return history.orders(memory.history().map(Memory.Look::ended).orElseGet(history::orderCount));
    }

    private Stream<ProtoOADeal> deals(Predicate<ProtoOADeal> wanted) {
        return history.deals(memory.history().map(Memory.Look::deals).orElseGet(history::dealCount))
                .filter(wanted);
    }

    private Optional<ProtoOADeal> deal(long dealId) {
        return deals(deal -> deal.getDealId() == dealId).findFirst();
    }

    /** Cuts a window down to what one answer holds. */
    private <T> Page<T> page(Stream<T> newestFirst, int rows) {
        if (rules.is(TradingSwitch.HISTORY_PAGES_START_OLD)) {
            List<T> all = newestFirst.toList();
            return new Page<>(all.subList(Math.max(0, all.size() - rows), all.size()), all.size() > rows);
        }
        List<T> found = newestFirst.limit(rows + 1L).toList();
        return new Page<>(found.subList(0, Math.min(rows, found.size())), found.size() > rows);
    }

    /** One order with its deals, or nothing. */
    public Optional<ProtoOAOrderDetailsRes> order(long orderId) {
        return Stream.concat(living(), ended())
                .filter(order -> order.getOrderId() == orderId)
                .findFirst()
                .map(order -> ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .setOrder(order)
                        .addAllDeal(deals(deal -> deal.getOrderId() == orderId).toList())
                        .build());
    }

    /** The other sides of a deal: deals that closed what it opened, and deals that opened what it closed. Nothing for an unknown deal. */
    public Optional<ProtoOADealOffsetListRes> offsets(long dealId) {
        return deal(dealId).map(deal -> {
            ProtoOADealOffsetListRes.Builder answer =
                    ProtoOADealOffsetListRes.newBuilder().setCtidTraderAccountId(accountId);
            history.offsets().forEach(offset -> {
                if (offset.openingDealId() == dealId) {
                    answer.addOffsetBy(otherSide(offset.closingDealId(), offset.volume()));
                } else if (offset.closingDealId() == dealId) {
                    answer.addOffsetting(otherSide(offset.openingDealId(), offset.volume()));
                }
            });
            return answer.build();
        });
    }

    private ProtoOADealOffset otherSide(long dealId, long volume) {
        ProtoOADealOffset.Builder offset =
                ProtoOADealOffset.newBuilder().setDealId(dealId).setVolume(volume);
        deal(dealId)
                .ifPresent(deal -> offset.setExecutionTimestamp(deal.getExecutionTimestamp())
                        .setExecutionPrice(deal.getExecutionPrice()));
        return offset.build();
    }

    /** Deposits and withdrawals within a window of Unix ms, both ends included. */
    public List<ProtoOADepositWithdraw> cashFlow(long from, long to) {
        return ledger.cashFlow(from, to);
    }

    private boolean listed(ProtoOAOrderStatus status) {
        return status != ProtoOAOrderStatus.ORDER_STATUS_REJECTED || !rules.is(TradingSwitch.REJECTED_ORDERS_UNLISTED);
    }

    private static Predicate<ProtoOADeal> within(long from, long to) {
        return deal -> deal.getExecutionTimestamp() >= from && deal.getExecutionTimestamp() <= to;
    }
}
