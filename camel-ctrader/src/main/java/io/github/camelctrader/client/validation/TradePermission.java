package io.github.camelctrader.client.validation;

import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.time.Callbacks;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token allows trading: asked once for each token, before the first order. Where the server does not say, the order
 * goes to it all the same, and it will say so then.
 */
public final class TradePermission {
    /** An order does not wait longer for this, since the server checks it anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CTraderClient client;
    private final Supplier<@Nullable String> accessToken;
    private final Duration patience;
    private final AtomicReference<@Nullable Question> last;

    /**
     * @param scopes what other users of the connection know already
     * @param tokens as they are configured, or null when accounts are authorised by hand
     * @param accessToken gives the present one, or null when accounts are authorised by hand
     * @param timeout of all that is asked before an order, of which this takes a half at most
     */
    public TradePermission(
            CTraderClient client,
            GrantedScopes scopes,
            @Nullable AccountTokens tokens,
            Supplier<@Nullable String> accessToken,
            Duration timeout) {
        this.client = client;
        this.last = scopes.of(tokens);
        this.accessToken = accessToken;
        Duration half = timeout.dividedBy(2);
        this.patience = half.compareTo(PATIENCE) < 0 && !half.isZero() ? half : PATIENCE;
    }

    /** Fails with {@link AuthenticationException} when the token may only look at the account. */
    public CompletableFuture<Void> check(long accountId) {
        String token = accessToken.get();
        if (token == null || accountId == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return viewOnlyAccounts(token).thenAccept(accounts -> {
            if (accounts.contains(accountId)) {
                throw new AuthenticationException(
                                "The access token of account " + accountId
                                        + " was granted for looking only (scope accounts):"
                                        + " orders need a token that the user granted with scope trading",
                                null,
                                null)
                        .concerning(client.settings().environment(), accountId, null);
            }
        });
    }

    private CompletableFuture<Set<Long>> viewOnlyAccounts(String token) {
        Question known = last.get();
        if (known != null && known.token.equals(token)) {
            return known.viewOnly;
        }
        Question asked = new Question(token);
        if (!last.compareAndSet(known, asked)) {
            return viewOnlyAccounts(token);
        }
        client.request(
                        ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                                .setAccessToken(token)
                                .build(),
                        patience)
                .whenComplete((reply, failure) -> {
                    if (failure != null && !isFinal(Callbacks.causeOf(failure))) {
                        last.compareAndSet(asked, null);
                    }
                    asked.viewOnly.complete(failure == null ? viewOnlyAccounts(reply) : Set.of());
                });
        return asked.viewOnly;
    }

    /** Whether asking again about the same token would bring the same answer. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof CTraderException refused && refused.getRetryability() == Retryability.AFTER_FIX;
    }

    private static Set<Long> viewOnlyAccounts(Reply reply) {
        return reply.message() instanceof ProtoOAGetAccountListByAccessTokenRes list
                        && list.hasPermissionScope()
                        && list.getPermissionScope() == ProtoOAClientPermissionScope.SCOPE_VIEW
                ? list.getCtidTraderAccountList().stream()
                        .map(ProtoOACtidTraderAccount::getCtidTraderAccountId)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** What was asked about a token, and the accounts that it may only look at. */
    static final class Question {
        private final String token;
        private final CompletableFuture<Set<Long>> viewOnly = new CompletableFuture<>();

        private Question(String token) {
            this.token = token;
        }
    }
}
