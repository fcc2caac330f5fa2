package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

/** What a fill does to position, balance and protection, and the events that tell of it. */
final class Executions {
    private final Book book;
    private final Ledger ledger;
    private final TradeHistory history;
    private final Valuation valuation;
    private final Views views;
    private final Protections protections;
    private final Identifiers identifiers;
    private final TradingRules rules;
    private final boolean netted;
    private final Clock clock;

    Executions(
            Book book,
            Ledger ledger,
            TradeHistory history,
            Valuation valuation,
            Views views,
            Protections protections,
            Identifiers identifiers,
            TradingRules rules,
            boolean netted,
            Clock clock) {
        this.book = book;
        this.ledger = ledger;
        this.history = history;
        this.valuation = valuation;
        this.views = views;
        this.protections = protections;
        this.identifiers = identifiers;
        this.rules = rules;
        this.netted = netted;
        this.clock = clock;
    }

    /** Executes an order in full at a price, or rejects it when position or money have gone meanwhile. */
    void execute(Order order, long price, Cause cause, AccountEvents events) {
        Optional<Position> found = positionOf(order);
        if (found.isEmpty()) {
            Position gone = new Position(order.positionId(), order.instrument(), order.terms(), clock.millis());
            reject(order, gone, ProtoOAErrorCode.POSITION_NOT_FOUND, cause, events);
            return;
        }
        Position position = found.get();
        boolean reduces = position.isOpen() && position.side() != order.terms().side();
        long closed = reduces ? Math.min(order.terms().volume(), position.volume()) : 0;
        long opened = !reduces || turnsRound(order) ? order.terms().volume() - closed : 0;
        if (opened > 0 && margin(order, opened) > freeMargin() + freedMargin(position, closed)) {
            reject(order, position, ProtoOAErrorCode.NOT_ENOUGH_MONEY, cause, events);
            return;
        }
        fill(order, position, closed, opened, price, cause, events);
    }

    private boolean turnsRound(Order order) {
        return netted && !order.closing();
    }

    private Optional<Position> positionOf(Order order) {
        Optional<Position> position = book.position(order.positionId());
        if (position.isPresent() || order.closing() || !netted) {
            return position;
        }
        Position successor = book.ofSymbol(order.instrument())
                .orElseGet(() ->
                        new Position(identifiers.nextPosition(), order.instrument(), order.terms(), clock.millis()));
        book.add(successor);
        order.moveTo(successor);
        return Optional.of(successor);
    }

    private void fill(
            Order order, Position position, long closed, long opened, long price, Cause cause, AccountEvents events) {
        boolean ends = closed > 0 && closed == position.volume();
        boolean ownProtection = position.protection() == order;
        Cause consequence = cause == Cause.CLIENT ? Cause.SERVER_FOR_CLIENT : Cause.SERVER;
        if (ownProtection) {
            position.protect(null, clock.millis());
        } else if (ends && rules.protectionCancelledFirst()) {
            protections.cancel(position, consequence, events);
        }
        ProtoOADeal deal = deal(order, position, closed, opened, price);
        order.fill(closed + opened, price, clock.millis());
        book.remove(order);
        history.add(views.order(order));
        history.add(deal);
        Order protection = position.protection();
        Levels levels = position.levels();
        if (ends) {
            position.protect(null, clock.millis());
            if (opened == 0) {
                position.close(clock.millis());
                book.remove(position);
            }
        }
        events.add(ProtoOAExecutionType.ORDER_FILLED, order, position, deal, "", cause);
        if (ends && protection != null) {
            position.protect(protection, clock.millis());
            protections.cancel(position, consequence, events);
        }
        protectOpened(order, position, opened, price, ends ? Levels.NONE : levels, events);
    }

    private void protectOpened(
            Order order, Position position, long opened, long price, Levels standing, AccountEvents events) {
        Levels wanted = opened > 0 ? order.terms().bracket().levels(position.side(), price) : Levels.NONE;
        if (!wanted.isEmpty()) {
            protections.set(position, wanted, Cause.SERVER, events);
        } else if (!standing.isEmpty()) {
            protections.resize(position, events);
        }
    }

    private ProtoOADeal deal(Order order, Position position, long closed, long opened, long price) {
        long now = clock.millis();
        long executed = closed + opened;
        long commission = valuation.commission(order.instrument(), executed, price);
        ProtoOADeal.Builder deal = ProtoOADeal.newBuilder()
                .setDealId(identifiers.nextDeal())
                .setOrderId(order.id())
                .setPositionId(position.id())
                .setVolume(order.terms().volume())
                .setFilledVolume(executed)
                .setSymbolId(order.instrument().id())
                .setCreateTimestamp(order.opened())
                .setExecutionTimestamp(now)
                .setUtcLastUpdateTimestamp(now)
                .setExecutionPrice(Prices.toDouble(price))
                .setTradeSide(order.terms().side())
                .setDealStatus(
                        executed == order.terms().volume()
                                ? ProtoOADealStatus.FILLED
                                : ProtoOADealStatus.PARTIALLY_FILLED)
                .setCommission(commission)
                .setMoneyDigits(Money.DIGITS);
        BigDecimal marginRate = valuation.baseToDeposit(order.instrument());
        deal.setMarginRate(marginRate.doubleValue());
        long closingCommission =
                closed == executed ? commission : valuation.commission(order.instrument(), closed, price);
        if (closed > 0) {
            deal.setClosePositionDetail(close(position, closed, price, closingCommission));
        }
        if (opened > 0) {
            ProtoOATradeSide side = order.terms().side();
            position.open(side, opened, price, commission - closingCommission, marginRate, now);
        }
        return deal.build();
    }

    private ProtoOAClosePositionDetail close(Position position, long closed, long price, long closingCommission) {
        double entryPrice = position.entryPrice().doubleValue();
        long profit = valuation.profit(position, closed, price);
        long commission = closingCommission + position.reduce(closed, clock.millis());
        ledger.book(profit + commission);
        return ProtoOAClosePositionDetail.newBuilder()
                .setEntryPrice(entryPrice)
                .setGrossProfit(profit)
                .setSwap(0)
                .setCommission(commission)
                .setBalance(ledger.balance())
                .setBalanceVersion(ledger.version())
                .setQuoteToDepositConversionRate(
                        valuation.quoteToDeposit(position.instrument()).doubleValue())
                .setClosedVolume(closed)
                .setPnlConversionFee(0)
                .setMoneyDigits(Money.DIGITS)
                .build();
    }

    private void reject(Order order, Position position, ProtoOAErrorCode code, Cause cause, AccountEvents events) {
        order.end(ProtoOAOrderStatus.ORDER_STATUS_REJECTED, clock.millis());
        book.remove(order);
        history.add(views.order(order));
        forsake(position);
        events.add(ProtoOAExecutionType.ORDER_REJECTED, order, position, null, code.name(), cause);
    }

    /** Ends a position that was never filled once nothing can fill it any more. */
    void forsake(Position position) {
        if (book.isForsaken(position)) {
            position.close(clock.millis());
            book.remove(position);
        }
    }

    /** Margin an order would need for the volume it opens, in 0.01 of the deposit asset. */
    long margin(Order order, long opened) {
        return valuation.margin(order.instrument(), opened);
    }

    private long freedMargin(Position position, long closed) {
        return closed == 0 ? 0 : valuation.margin(position) * closed / position.volume();
    }

    /** Balance and open profit less the margin in use, in 0.01 of the deposit asset. */
    long freeMargin() {
        long free = ledger.balance();
        for (Position position : book.openPositions()) {
            free += valuation.unrealizedProfit(position) + position.commission() - valuation.margin(position);
        }
        return free;
    }
}
