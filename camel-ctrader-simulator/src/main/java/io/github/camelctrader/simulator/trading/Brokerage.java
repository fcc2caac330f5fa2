package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOABonusDepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBonusType;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What the broker of an account does to it without being asked by a client. */
public final class Brokerage {
    private final Book book;
    private final Ledger ledger;
    private final Margins margins;
    private final Permissions permissions;
    private final Scripts scripts;
    private final AccountReport report;
    private final Clock clock;
    private final Supplier<AccountEvents> newEvents;
    private long bonus;
    private long bonuses;

    Brokerage(
            Book book,
            Ledger ledger,
            Margins margins,
            Permissions permissions,
            Scripts scripts,
            AccountReport report,
            Clock clock,
            Supplier<AccountEvents> newEvents) {
        this.book = book;
        this.ledger = ledger;
        this.margins = margins;
        this.permissions = permissions;
        this.scripts = scripts;
        this.report = report;
        this.clock = clock;
        this.newEvents = newEvents;
    }

    /** Decides the course of the next order or close request that is accepted and has no script yet. */
    public void script(OrderScript script) {
        scripts.add(script);
    }

    /** Lets a fill come before the next cancel request that has no race yet. */
    public void race(CancelRace race) {
        scripts.add(race);
    }

    /** Pays in, or out if negative, in units of the deposit asset. */
    public List<AccountEvent> transfer(BigDecimal amount) {
        AccountEvents events = newEvents.get();
        long cents = Money.cents(amount);
        events.transferred(ledger.transfer(cents, margins.equity() + cents, clock.millis()));
        return events.list();
    }

    /** Gives a bonus, or takes it back if negative; it is no part of the balance. */
    public List<AccountEvent> bonus(BigDecimal amount) {
        AccountEvents events = newEvents.get();
        long cents = Money.cents(amount);
        bonus += cents;
        events.bonus(ProtoOABonusDepositWithdraw.newBuilder()
                .setOperationType(
                        cents < 0 ? ProtoOAChangeBonusType.BONUS_WITHDRAW : ProtoOAChangeBonusType.BONUS_DEPOSIT)
                .setBonusHistoryId(++bonuses)
                .setManagerBonus(bonus)
                .setManagerDelta(cents)
                .setIbBonus(0)
                .setIbDelta(0)
                .setChangeBonusTimestamp(clock.millis())
                .setMoneyDigits(Money.DIGITS)
                .build());
        return events.list();
    }

    /**
     * Charges, or credits if positive, swap on an open position; it reaches the balance when the position is closed.
     *
     * @throws IllegalArgumentException when there is no such position
     */
    public List<AccountEvent> swap(long positionId, BigDecimal amount) {
        Position position = book.position(positionId)
                .filter(Position::isOpen)
                .orElseThrow(() -> new IllegalArgumentException("No open position " + positionId));
        position.addSwap(Money.cents(amount), clock.millis());
        AccountEvents events = newEvents.get();
        events.swapped(position);
        return events.list();
    }

    /** Changes what the account may do. */
    public List<AccountEvent> accessRights(ProtoOAAccessRights rights) {
        permissions.rights(rights);
        AccountEvents events = newEvents.get();
        events.traderUpdated(report.trader());
        return events.list();
    }

    /** Bounds open positions and pending orders together. */
    public void maxPositions(int bound) {
        permissions.maxPositions(bound);
    }
}
