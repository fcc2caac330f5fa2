package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBalanceType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import java.util.List;

/** The balance of an account. It moves with the deposit and with closing deals, and every move raises its version. */
final class Ledger {
    private final ProtoOADepositWithdraw deposit;
    private long balance;
    private long version;

    Ledger(long amount, long now) {
        balance = amount;
        version = 1;
        deposit = ProtoOADepositWithdraw.newBuilder()
                .setOperationType(ProtoOAChangeBalanceType.BALANCE_DEPOSIT)
                .setBalanceHistoryId(1)
                .setBalance(amount)
                .setDelta(amount)
                .setChangeBalanceTimestamp(now)
                .setBalanceVersion(version)
                .setEquity(amount)
                .setMoneyDigits(Money.DIGITS)
                .build();
    }

    void book(long amount) {
        balance += amount;
        version++;
    }

    /** In 0.01 of the deposit asset. */
    long balance() {
        return balance;
    }

    long version() {
        return version;
    }

    /** Deposits and withdrawals within a window of Unix ms, both ends included. */
    List<ProtoOADepositWithdraw> cashFlow(long from, long to) {
        long time = deposit.getChangeBalanceTimestamp();
        return time >= from && time <= to ? List.of(deposit) : List.of();
    }
}
