package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBalanceType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The balance of an account. It moves with deposits, withdrawals and closing deals, and every move raises its version, which is 2 after the first deposit. The newest
 * {@value #BOUND} deposits and withdrawals are kept.
 */
final class Ledger {
    static final int BOUND = 10_000;

    private final Deque<ProtoOADepositWithdraw> transfers = new ArrayDeque<>();
    private long balance;
    private long version = 1;
    private long transferred;

    Ledger(long amount, long now) {
        transfer(amount, amount, now);
    }

    void book(long amount) {
        balance += amount;
        version++;
    }

    /**
     * Pays in, or out if negative.
     *
     * @param amount in 0.01 of the deposit asset
     * @param equity of the account afterwards, likewise
     * @param now Unix ms
     * @return what clients are told
     */
    ProtoOADepositWithdraw transfer(long amount, long equity, long now) {
        book(amount);
        ProtoOADepositWithdraw transfer = ProtoOADepositWithdraw.newBuilder()
                .setOperationType(
                        amount < 0
                                ? ProtoOAChangeBalanceType.BALANCE_WITHDRAW
                                : ProtoOAChangeBalanceType.BALANCE_DEPOSIT)
                .setBalanceHistoryId(++transferred)
                .setBalance(balance)
                .setDelta(amount)
                .setChangeBalanceTimestamp(now)
                .setBalanceVersion(version)
                .setEquity(equity)
                .setExternalNote(amount < 0 ? "Withdrawal" : "Deposit")
                .setMoneyDigits(Money.DIGITS)
                .build();
        if (transfers.size() == BOUND) {
            transfers.removeFirst();
        }
        transfers.addLast(transfer);
        return transfer;
    }

    /** In 0.01 of the deposit asset. */
    long balance() {
        return balance;
    }

    long version() {
        return version;
    }

    /** Deposits and withdrawals within a window of Unix ms, both ends included, oldest first. */
    List<ProtoOADepositWithdraw> cashFlow(long from, long to) {
        return transfers.stream()
                .filter(transfer ->
                        transfer.getChangeBalanceTimestamp() >= from && transfer.getChangeBalanceTimestamp() <= to)
                .toList();
    }
}
