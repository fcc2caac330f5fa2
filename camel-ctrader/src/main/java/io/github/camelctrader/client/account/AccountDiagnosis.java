package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.token.AccountRefusals;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why the server refused an account, from the list of accounts that the token covers. The server's own answer is
 * the same for a demo account on the live host, for a login number in place of the account id, and for a server that is
 * away for a moment.
 */
final class AccountDiagnosis {
    private AccountDiagnosis() {}

    /**
     * @param accounts those that the token covers, in both environments
     * @return what is wrong, or null when the account is covered and in its place, so that the cause lies at the server
     */
    static @Nullable AuthenticationException explain(
            Environment environment,
            long accountId,
            List<ProtoOACtidTraderAccount> accounts,
            CTraderException refusal) {
        boolean live = environment == Environment.LIVE;
        for (ProtoOACtidTraderAccount account : accounts) {
            if (account.getCtidTraderAccountId() == accountId) {
                return account.getIsLive() == live ? null : wrongEnvironment(environment, accountId, refusal);
            }
        }
        for (ProtoOACtidTraderAccount account : accounts) {
            if (account.getTraderLogin() == accountId) {
                return AccountRefusals.exception(
                        "accountId = " + accountId + " is a login number; its account id is "
                                + account.getCtidTraderAccountId(),
                        refusal);
            }
        }
        return AccountRefusals.exception(
                "The access token does not cover account " + accountId + "; in " + environment + " it covers "
                        + accounts.stream()
                                .filter(account -> account.getIsLive() == live)
                                .map(account -> String.valueOf(account.getCtidTraderAccountId()))
                                .collect(Collectors.joining(", ", "[", "]"))
                        + ": set accountId to one of them, or get a token that covers it",
                refusal);
    }

    /** Whether the same attempt may succeed later without anybody doing anything. */
    static boolean passing(CTraderException refusal) {
        return refusal.getRetryability() == Retryability.SAFE || refusal.getRetryability() == Retryability.AFTER_DELAY;
    }

    private static AuthenticationException wrongEnvironment(
            Environment environment, long accountId, CTraderException refusal) {
        return AccountRefusals.exception(
                "Account " + accountId + " is a " + environment.other() + " account, but this is the connection to "
                        + environment + ": use it through ctrader:" + environment.other(),
                refusal);
    }
}
