package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.trading.TradingAccount;
import java.util.HashMap;
import java.util.Map;

/**
 * One account authorised on one connection.
 *
 * @param accountId which
 * @param account the account itself, shared by all connections
 * @param grant what it was authorised by
 * @param spots its subscriptions on this connection, by symbol id
 */
record AccountSession(long accountId, TradingAccount account, Grant grant, Map<Long, SpotSubscription> spots) {
    AccountSession(long accountId, TradingAccount account, Grant grant) {
        this(accountId, account, grant, new HashMap<>());
    }

    boolean mayTrade() {
        return grant.mayTrade();
    }

    /** The same with what another session of the account was subscribed to. */
    AccountSession inheriting(AccountSession before) {
        return new AccountSession(accountId, account, grant, before.spots);
    }
}
