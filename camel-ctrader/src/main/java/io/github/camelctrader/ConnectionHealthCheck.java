package io.github.camelctrader;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Whether a consumer or a producer can do its work: its connection is ready, and its accounts can be used. A check of readiness
 * only: no application is to be restarted because a broker is away.
 */
final class ConnectionHealthCheck implements HealthCheck {
    private final String id;
    private final CTraderClient client;
    private final Set<Long> accounts;
    private volatile boolean enabled;

    /**
     * @param kind {@code consumer} or {@code producer}
     * @param name what tells it from others of its kind
     * @param accounts those that it cannot do without
     */
    ConnectionHealthCheck(String kind, String name, CTraderClient client, Set<Long> accounts, boolean enabled) {
        this.id = id(kind, name);
        this.client = client;
        this.accounts = accounts;
        this.enabled = enabled;
    }

    static String id(String kind, String name) {
        return kind + ":ctrader-" + name;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, id)
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return result.detail(CHECK_ENABLED, false)
                    .message("Disabled")
                    .unknown()
                    .build();
        }
        ClientReport report = client.report();
        ConnectionSnapshot connection = report.connection();
        List<AccountStatus> statuses = report.accounts();
        describe(result, connection, statuses);
        report.refused()
                .forEach((accountId, symbols) ->
                        result.detail("account." + accountId + ".refused", String.join(", ", symbols)));
        List<AccountStatus> unusable = statuses.stream()
                .filter(status -> accounts.contains(status.accountId()))
                .filter(status -> status.state() != AccountStatus.State.ACTIVE)
                .toList();
        if (connection.state() != ConnectionState.READY) {
            return result.message(whyNot(connection)).down().build();
        }
        if (!unusable.isEmpty()) {
            return result.message(whyNot(unusable.get(0))).down().build();
        }
        return result.up().build();
    }

    private static void describe(
            HealthCheckResultBuilder result, ConnectionSnapshot connection, List<AccountStatus> statuses) {
        result.detail("environment", connection.environment().toString());
        result.detail("state", connection.state().name());
        result.detail("since", connection.since().toString());
        if (connection.lastFailure() != null) {
            result.detail("failure", connection.lastFailure());
            result.detail("attempt", connection.attempt());
        }
        if (connection.nextAttempt() != null) {
            result.detail("next.attempt", connection.nextAttempt().toString());
        }
        for (AccountStatus status : statuses) {
            String account = "account." + status.accountId();
            result.detail(account, status.state().name());
            if (status.reason() != null) {
                result.detail(account + ".reason", status.reason());
            }
            if (status.tokenExpires() != null) {
                result.detail(account + ".token.expires", status.tokenExpires().toString());
            }
        }
    }

    private static String whyNot(ConnectionSnapshot connection) {
        String failure = connection.lastFailure() == null ? "" : ": " + connection.lastFailure();
        return "The connection to " + connection.environment() + " is " + connection.state() + failure;
    }

    private static String whyNot(AccountStatus account) {
        return "Account " + account.accountId() + " is " + account.state()
                + (account.reason() == null ? "" : ": " + account.reason());
    }
}
