package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.time.Clock;

/** Books a fill: as volume of the position, as money of the account, and as a deal. */
final class Booking {
    private final Ledger ledger;
    private final TradeHistory history;
    private final Valuation valuation;
    private final Margins margins;
    private final Identifiers identifiers;
    private final Clock clock;

    Booking(
            Ledger ledger,
            TradeHistory history,
            Valuation valuation,
            Margins margins,
            Identifiers identifiers,
            Clock clock) {
        this.ledger = ledger;
        this.history = history;
        this.valuation = valuation;
        this.margins = margins;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Takes volume from the position, adds volume to it, or turns it round, and keeps the deal in the history. */
    ProtoOADeal book(Order order, Position position, long closed, long opened, long price) {
        long executed = closed + opened;
        ProtoOATradeSide side = order.terms().side();
        long commission = valuation.commission(order.instrument(), executed, price);
        BigDecimal marginRate = valuation.baseToDeposit(order.instrument());
        ProtoOADeal.Builder deal = ProtoOADeal.newBuilder()
                .setDealId(identifiers.nextDeal())
                .setOrderId(order.id())
                .setPositionId(position.id())
                .setVolume(order.remaining())
                .setFilledVolume(executed)
                .setSymbolId(order.instrument().id())
                .setCreateTimestamp(order.started())
                .setExecutionTimestamp(clock.millis())
                .setUtcLastUpdateTimestamp(clock.millis())
                .setExecutionPrice(Prices.toDouble(price))
                .setTradeSide(side)
                .setDealStatus(
                        executed == order.remaining() ? ProtoOADealStatus.FILLED : ProtoOADealStatus.PARTIALLY_FILLED)
                .setCommission(commission)
                .setMarginRate(marginRate.doubleValue())
                .setMoneyDigits(Money.DIGITS);
        valuation.baseToUsd(order.instrument()).ifPresent(rate -> deal.setBaseToUsdConversionRate(rate.doubleValue()));
        long closingCommission =
                closed == executed ? commission : valuation.commission(order.instrument(), closed, price);
        if (closed > 0) {
            Position.Share share = position.reduce(closed, clock.millis());
            deal.setClosePositionDetail(close(position, share, closed, price, closingCommission));
            share.lots().forEach(part -> history.add(new DealOffset(part.dealId(), deal.getDealId(), part.volume())));
        }
        if (opened > 0) {
            BigDecimal leverage = margins.leverage(order.instrument(), opened);
            Lots.Lot lot = new Lots.Lot(deal.getDealId(), opened, price, marginRate, leverage);
            position.open(side, lot, commission - closingCommission, clock.millis());
        }
        // Lists tell the creation of a deal as its last update, its event does not.
        history.add(deal.clone()
                .setUtcLastUpdateTimestamp(deal.getCreateTimestamp())
                .build());
        return deal.build();
    }

    private ProtoOAClosePositionDetail close(
            Position position, Position.Share share, long closed, long price, long closingCommission) {
        BigDecimal entryPrice = Lots.price(share.lots());
        long profit = valuation.profit(position, entryPrice, closed, price);
        long commission = closingCommission + share.commission();
        long fee = valuation.conversionFee(position.instrument(), profit);
        ledger.book(profit + commission + share.swap() + fee);
        return ProtoOAClosePositionDetail.newBuilder()
                .setEntryPrice(entryPrice.doubleValue())
                .setGrossProfit(profit)
                .setSwap(share.swap())
                .setCommission(commission)
                .setBalance(ledger.balance())
                .setBalanceVersion(ledger.version())
                .setQuoteToDepositConversionRate(
                        valuation.quoteToDeposit(position.instrument()).doubleValue())
                .setClosedVolume(closed)
                .setPnlConversionFee(fee)
                .setMoneyDigits(Money.DIGITS)
                .build();
    }
}
