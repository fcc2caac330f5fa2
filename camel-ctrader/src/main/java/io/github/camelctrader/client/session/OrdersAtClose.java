package io.github.camelctrader.client.session;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.account.AccountStates;
import io.github.camelctrader.client.order.OrderManager;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.Grant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts that have orders in the journal of which the outcome is not known, or that rest, and that nobody names any more: they are
 * authorised with the component's own tokens, or named in the log.
 */
@OnLoop
final class OrdersAtClose {
    /** Ids of operations in one line of the log. */
    private static final int MOST_NAMED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(OrdersAtClose.class);

    private final Environment environment;
    private final AccountStates accounts;
    private final OrderManager orders;
    private final Set<Long> told = new HashSet<>();
    private @Nullable Grant grant;

    OrdersAtClose(Environment environment, AccountStates accounts, OrderManager orders) {
        this.environment = environment;
        this.accounts = accounts;
        this.orders = orders;
    }

    /** Takes tokens for such accounts; the first ones count. */
    void use(Grant own) {
        if (grant == null) {
            grant = own;
        }
    }

    /** The connection is ready, and the journal was read if it could be. */
    void look() {
        Set<Long> known =
                accounts.statuses().stream().map(AccountStatus::accountId).collect(Collectors.toUnmodifiableSet());
        for (Map.Entry<Long, List<String>> left : orders.open().entrySet()) {
            long accountId = left.getKey();
            if (!known.contains(accountId) && told.add(accountId)) {
                take(accountId, left.getValue());
            }
        }
    }

    private void take(long accountId, List<String> operations) {
        Grant own = grant;
        try {
            if (own != null) {
                accounts.mention(accountId, own);
                return;
            }
        } catch (CTraderException refused) {
            LOG.debug("Account {} is not looked up with the component's tokens", accountId, refused);
        }
        LOG.warn(
                "{} account {} has {} orders in the journal that cannot be looked up, since no endpoint names the account and the"
                        + " component has no tokens for it: {}{}",
                environment,
                accountId,
                operations.size(),
                String.join(", ", operations.subList(0, Math.min(MOST_NAMED, operations.size()))),
                operations.size() > MOST_NAMED ? ", ..." : "");
    }
}
