package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of a cTrader ID let the application do, and the tokens that stand for it now. Confined to the simulator's thread. */
public final class Grant {
    private final long userId;
    private final ProtoOAClientPermissionScope scope;
    private final List<SimulatedAccount> accounts;
    private @Nullable SimulatedTokens tokens;
    private long expiresAt;

    Grant(
            long userId,
            ProtoOAClientPermissionScope scope,
            List<SimulatedAccount> accounts,
            SimulatedTokens tokens,
            long expiresAt) {
        this.userId = userId;
        this.scope = scope;
        this.accounts = new ArrayList<>(accounts);
        this.tokens = tokens;
        this.expiresAt = expiresAt;
    }

    /** The cTrader ID. */
    long userId() {
        return userId;
    }

    ProtoOAClientPermissionScope scope() {
        return scope;
    }

    boolean mayTrade() {
        return scope == ProtoOAClientPermissionScope.SCOPE_TRADE;
    }

    /** Demo and live accounts it covers. */
    List<SimulatedAccount> accounts() {
        return List.copyOf(accounts);
    }

    void add(SimulatedAccount account) {
        accounts.add(account);
    }

    boolean covers(long accountId) {
        return accounts.stream().anyMatch(account -> account.accountId() == accountId);
    }

    /** The pair that works, or {@code null} once the grant is revoked. */
    @Nullable
    SimulatedTokens tokens() {
        return tokens;
    }

    boolean hasAccessToken(String token) {
        return tokens != null && tokens.accessToken().equals(token);
    }

    boolean hasRefreshToken(String token) {
        return tokens != null && token.equals(tokens.refreshToken());
    }

    /** Whether the access token is too old at a time in Unix ms. */
    boolean isExpired(long now) {
        return now >= expiresAt;
    }

    void renew(SimulatedTokens next, long nextExpiry) {
        tokens = next;
        expiresAt = nextExpiry;
    }

    void expire(long now) {
        expiresAt = now;
    }

    void revoke() {
        tokens = null;
    }

    /** Accounts and scope, no token. */
    @Override
    public String toString() {
        return "Grant[user " + userId + ", " + scope + ", " + accounts.size() + " accounts]";
    }
}
