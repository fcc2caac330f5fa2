package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.trading.TradingAccount;
import java.util.Map;

/**
 * One account authorised on one connection.
 *
 * @param accountId which
 * @param account the account itself, shared by all connections
 * @param grant what it was authorised by
 * @param subscriptions its subscriptions on this connection
 */
record AccountSession(long accountId, TradingAccount account, Grant grant, Subscriptions subscriptions) {
    AccountSession(long accountId, TradingAccount account, Grant grant) {
        this(accountId, account, grant, new Subscriptions());
    }

    Map<Long, SpotSubscription> spots() {
        return subscriptions.spots();
    }

    Map<Long, DepthSubscription> depths() {
        return subscriptions.depths();
    }

    boolean mayTrade() {
        return grant.mayTrade();
    }

    /** The same with what another session of the account was subscribed to. */
    AccountSession inheriting(AccountSession before) {
        return new AccountSession(accountId, account, grant, before.subscriptions);
    }
}
