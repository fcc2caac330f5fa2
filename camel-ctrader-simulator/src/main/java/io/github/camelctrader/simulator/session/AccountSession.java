package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.trading.TradingAccount;
import java.util.HashMap;
import java.util.Map;

/**
 * One account authorised on one connection.
 *
 * @param accountId which
 * @param account the account itself, shared by all connections
 * @param mayTrade whether the token allows more than looking
 * @param spots its subscriptions on this connection, by symbol id
 */
record AccountSession(long accountId, TradingAccount account, boolean mayTrade, Map<Long, SpotSubscription> spots) {
    AccountSession(long accountId, TradingAccount account, boolean mayTrade) {
        this(accountId, account, mayTrade, new HashMap<>());
    }
}
