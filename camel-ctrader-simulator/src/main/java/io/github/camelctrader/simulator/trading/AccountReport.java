package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExpectedMargin;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionUnrealizedPnL;
import com.xtrader.protocol.openapi.v2.model.ProtoOATotalMarginCalculationType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Quote;
import java.time.Clock;
import java.util.List;

/** What an account looks like at present: state and money. */
public final class AccountReport {
    /** Accounts are 30 days old. */
    private static final long REGISTERED_BEFORE = 30 * 86_400_000L;

    private final SimulatedAccount account;
    private final long depositAssetId;
    private final Book book;
    private final Ledger ledger;
    private final Valuation valuation;
    private final Margins margins;
    private final Views views;
    private final Permissions permissions;
    private final Market market;
    private final Memory memory;
    private final long registered;

    AccountReport(
            SimulatedAccount account,
            long depositAssetId,
            Book book,
            Ledger ledger,
            Valuation valuation,
            Margins margins,
            Views views,
            Permissions permissions,
            Market market,
            Memory memory,
            Clock clock) {
        this.account = account;
        this.depositAssetId = depositAssetId;
        this.book = book;
        this.ledger = ledger;
        this.valuation = valuation;
        this.margins = margins;
        this.views = views;
        this.permissions = permissions;
        this.market = market;
        this.memory = memory;
        this.registered = clock.millis() - REGISTERED_BEFORE;
    }

    /** The account entity with its balance. */
    public ProtoOATrader trader() {
        return ProtoOATrader.newBuilder()
                .setCtidTraderAccountId(account.accountId())
                .setBalance(ledger.balance())
                .setBalanceVersion(ledger.version())
                .setAccessRights(permissions.rights())
                .setDepositAssetId(depositAssetId)
                .setSwapFree(false)
                .setLeverageInCents(account.leverage() * 100)
                .setMaxLeverage(account.leverage() * 100)
                .setFrenchRisk(false)
                .setTotalMarginCalculationType(ProtoOATotalMarginCalculationType.SUM)
                .setTraderLogin(account.traderLogin())
                .setAccountType(account.netted() ? ProtoOAAccountType.NETTED : ProtoOAAccountType.HEDGED)
                .setBrokerName("simulator")
                .setRegistrationTimestamp(registered)
                .setIsLimitedRisk(account.limitedRisk())
                .setMoneyDigits(Money.DIGITS)
                .build();
    }

    /** Open positions and resting orders; protection orders only on request. */
    public ProtoOAReconcileRes reconcile(boolean withProtectionOrders) {
        ProtoOAReconcileRes all = memory.state().map(Memory.Look::reconcile).orElseGet(this::present);
        if (withProtectionOrders) {
            return all;
        }
        ProtoOAReconcileRes.Builder answer = all.toBuilder().clearOrder();
        all.getOrderList().stream()
                .filter(order -> order.getOrderType() != ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT)
                .forEach(answer::addOrder);
        return answer.build();
    }

    /** The same for this moment, however late the server is, with protection orders. */
    public ProtoOAReconcileRes present() {
        ProtoOAReconcileRes.Builder answer =
                ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(account.accountId());
        book.openPositions().forEach(position -> answer.addPosition(views.position(position)));
        book.orders().stream()
                .filter(order -> order.terms().isPending() || order.terms().waitsForOpening())
                .forEach(order -> answer.addOrder(views.order(order)));
        return answer.build();
    }

    /** Margin of buying at the ask and of selling at the bid. */
    public ProtoOAExpectedMargin expectedMargin(Instrument instrument, long volume) {
        Quote quote = market.quote(instrument);
        return ProtoOAExpectedMargin.newBuilder()
                .setVolume(volume)
                .setBuyMargin(margins.expected(instrument, volume, quote.ask()))
                .setSellMargin(margins.expected(instrument, volume, quote.bid()))
                .build();
    }

    /** Open profit of each position; net is after swap and the opening commission, without the closing one. */
    public List<ProtoOAPositionUnrealizedPnL> unrealizedProfit() {
        return book.openPositions().stream()
                .map(position -> {
                    long gross = valuation.unrealizedProfit(position);
                    return ProtoOAPositionUnrealizedPnL.newBuilder()
                            .setPositionId(position.id())
                            .setGrossUnrealizedPnL(gross)
                            .setNetUnrealizedPnL(gross + position.commission() + position.swap())
                            .build();
                })
                .toList();
    }

    /** Number of digits of all amounts. */
    public int moneyDigits() {
        return Money.DIGITS;
    }
}
