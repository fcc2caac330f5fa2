package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExpectedMargin;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionUnrealizedPnL;
import com.xtrader.protocol.openapi.v2.model.ProtoOATotalMarginCalculationType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Quote;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an account looks like: state, history, money. Lists are newest first and cut at the rows one answer holds. */
public final class AccountReport {
    /** Accounts are as old as the history of prices: 30 days. */
    private static final long REGISTERED_BEFORE = 30 * 86_400_000L;

    private final SimulatedAccount account;
    private final long depositAssetId;
    private final Book book;
    private final Ledger ledger;
    private final TradeHistory history;
    private final Valuation valuation;
    private final Views views;
    private final TradingRules rules;
    private final Market market;
    private final long registered;

    AccountReport(
            SimulatedAccount account,
            long depositAssetId,
            Book book,
            Ledger ledger,
            TradeHistory history,
            Valuation valuation,
            Views views,
            TradingRules rules,
            Market market,
            Clock clock) {
        this.account = account;
        this.depositAssetId = depositAssetId;
        this.book = book;
        this.ledger = ledger;
        this.history = history;
        this.valuation = valuation;
        this.views = views;
        this.rules = rules;
        this.market = market;
        this.registered = clock.millis() - REGISTERED_BEFORE;
    }

    /** The account entity with its balance. */
    public ProtoOATrader trader() {
        return ProtoOATrader.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .setBalance(ledger.balance())
                .setBalanceVersion(ledger.version())
                .setAccessRights(ProtoOAAccessRights.FULL_ACCESS)
                .setDepositAssetId(depositAssetId)
                .setLeverageInCents(account.leverage() * 100)
                .setTotalMarginCalculationType(ProtoOATotalMarginCalculationType.SUM)
                .setTraderLogin(account.traderLogin())
                .setAccountType(account.netted() ? ProtoOAAccountType.NETTED : ProtoOAAccountType.HEDGED)
                .setBrokerName("simulator")
                .setRegistrationTimestamp(registered)
                .setIsLimitedRisk(false)
                .setMoneyDigits(Money.DIGITS)
                .build();
    }

    /** Open positions and resting orders; protection orders only on request. */
    public ProtoOAReconcileRes reconcile(boolean withProtectionOrders) {
        ProtoOAReconcileRes.Builder answer =
                ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(account.accountId());
        book.openPositions().forEach(position -> answer.addPosition(views.position(position)));
        book.orders().stream()
                .filter(order -> order.terms().type() != ProtoOAOrderType.MARKET)
                .filter(order -> withProtectionOrders || !order.isProtection())
                .forEach(order -> answer.addOrder(views.order(order)));
        return answer.build();
    }

    /** Deals executed within a window of Unix ms, both ends included. */
    public ProtoOADealListRes deals(long from, long to, int maxRows) {
        int rows = Math.min(maxRows, rules.historyRows());
        List<ProtoOADeal> found =
                history.deals(within(from, to)).limit(rows + 1L).toList();
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .addAllDeal(found.subList(0, Math.min(rows, found.size())))
                .setHasMore(found.size() > rows)
                .build();
    }

    /** Deals of one position. */
    public ProtoOADealListByPositionIdRes dealsOfPosition(long positionId, long from, long to) {
        List<ProtoOADeal> found = history.deals(within(from, to).and(deal -> deal.getPositionId() == positionId))
                .limit(rules.historyRows() + 1L)
                .toList();
        return ProtoOADealListByPositionIdRes.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .addAllDeal(found.subList(0, Math.min(rules.historyRows(), found.size())))
                .setHasMore(found.size() > rules.historyRows())
                .build();
    }

    /** Orders, ended or not, last changed within a window of Unix ms, both ends included. */
    public ProtoOAOrderListRes orders(long from, long to) {
        List<ProtoOAOrder> found = orders(order -> true, from, to);
        return ProtoOAOrderListRes.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .addAllOrder(found.subList(0, Math.min(rules.historyRows(), found.size())))
                .setHasMore(found.size() > rules.historyRows())
                .build();
    }

    /** Orders of one position. */
    public ProtoOAOrderListByPositionIdRes ordersOfPosition(long positionId, long from, long to) {
        List<ProtoOAOrder> found = orders(order -> order.getPositionId() == positionId, from, to);
        return ProtoOAOrderListByPositionIdRes.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .addAllOrder(found.subList(0, Math.min(rules.historyRows(), found.size())))
                .setHasMore(found.size() > rules.historyRows())
                .build();
    }

    private List<ProtoOAOrder> orders(Predicate<ProtoOAOrder> wanted, long from, long to) {
        return Stream.concat(book.orders().stream().map(views::order), history.orders())
                .filter(wanted)
                .filter(order -> order.getUtcLastUpdateTimestamp() >= from && order.getUtcLastUpdateTimestamp() <= to)
                .sorted(Comparator.comparingLong(ProtoOAOrder::getUtcLastUpdateTimestamp)
                        .thenComparingLong(ProtoOAOrder::getOrderId)
                        .reversed())
                .limit(rules.historyRows() + 1L)
                .toList();
    }

    /** One order with its deals, or nothing. */
    public Optional<ProtoOAOrderDetailsRes> order(long orderId) {
        return book.order(orderId)
                .map(views::order)
                .or(() -> history.order(orderId))
                .map(order -> ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(account.accountId())
                        .setOrder(order)
                        .addAllDeal(history.dealsOfOrder(orderId))
                        .build());
    }

    /** Deposits and withdrawals within a window of Unix ms, both ends included. */
    public List<ProtoOADepositWithdraw> cashFlow(long from, long to) {
        return ledger.cashFlow(from, to);
    }

    /** Margin of buying at the ask and of selling at the bid. */
    public ProtoOAExpectedMargin expectedMargin(Instrument instrument, long volume) {
        Quote quote = market.quote(instrument);
        return ProtoOAExpectedMargin.newBuilder()
                .setVolume(volume)
                .setBuyMargin(valuation.margin(instrument, volume, quote.ask()))
                .setSellMargin(valuation.margin(instrument, volume, quote.bid()))
                .build();
    }

    /** Open profit of each position; net is after the opening commission, without the closing one. */
    public List<ProtoOAPositionUnrealizedPnL> unrealizedProfit() {
        return book.openPositions().stream()
                .map(position -> {
                    long gross = valuation.unrealizedProfit(position);
                    return ProtoOAPositionUnrealizedPnL.newBuilder()
                            .setPositionId(position.id())
                            .setGrossUnrealizedPnL(gross)
                            .setNetUnrealizedPnL(gross + position.commission())
                            .build();
                })
                .toList();
    }

    /** Number of digits of all amounts. */
    public int moneyDigits() {
        return Money.DIGITS;
    }

    private static Predicate<ProtoOADeal> within(long from, long to) {
        return deal -> deal.getExecutionTimestamp() >= from && deal.getExecutionTimestamp() <= to;
    }
}
