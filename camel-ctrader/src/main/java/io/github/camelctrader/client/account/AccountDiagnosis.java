package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.request.ServerErrors;
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
                return exception(
                        "accountId = " + accountId + " is a login number; its account id is "
                                + account.getCtidTraderAccountId(),
                        refusal);
            }
        }
        return exception(
                "The access token does not cover account " + accountId + "; in " + environment + " it covers "
                        + accounts.stream()
                                .filter(account -> account.getIsLive() == live)
                                .map(account -> String.valueOf(account.getCtidTraderAccountId()))
                                .collect(Collectors.joining(", ", "[", "]"))
                        + ": set accountId to one of them, or get a token that covers it",
                refusal);
    }

    /** The refusal of an account as an {@link AuthenticationException}, with what to do about it. */
    static AuthenticationException withCure(long accountId, CTraderException refusal) {
        String cure = ServerErrors.tokenRefused(refusal)
                ? "the access token of account " + accountId + " is not valid (any more): set a fresh accessToken, or a"
                        + " refreshToken too so that it is renewed by itself"
                : "account " + accountId + " cannot be used";
        return exception(cure + ": " + refusal.getMessage(), refusal);
    }

    /** Whether the same attempt may succeed later without anybody doing anything. */
    static boolean passing(CTraderException refusal) {
        return refusal.getRetryability() == Retryability.SAFE || refusal.getRetryability() == Retryability.AFTER_DELAY;
    }

    private static AuthenticationException wrongEnvironment(
            Environment environment, long accountId, CTraderException refusal) {
        return exception(
                "Account " + accountId + " is a " + environment.other() + " account, but this is the connection to "
                        + environment + ": use it through ctrader:" + environment.other(),
                refusal);
    }

    static AuthenticationException exception(String message, CTraderException refusal) {
        String code = null;
        String description = null;
        if (refusal instanceof RequestRejectedException rejected) {
            code = rejected.getErrorCode();
            description = rejected.getDescription();
        } else if (refusal instanceof AuthenticationException authentication) {
            code = authentication.getErrorCode();
            description = authentication.getDescription();
        }
        return new AuthenticationException(message, code, description);
    }
}
