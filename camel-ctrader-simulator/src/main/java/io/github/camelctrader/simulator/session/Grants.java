package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedTokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All grants with their tokens: which open what, how they are renewed and how they end. Accounts with the same trading token belong to one
 * cTrader ID, numbered from 1 in the order of the accounts. Confined to the simulator's thread.
 */
public final class Grants {
    /** Told of every end of an access token before its time. */
    @FunctionalInterface
    interface EndListener {
        /** The present token of a grant has just stopped working, for a reason given as servers give it. */
        void ended(Grant grant, String reason);
    }

    private static final String REFRESHED = "Token was refreshed";
    private static final String REVOKED = "Token was revoked";
    private static final String NEW_TOKEN_PREFIX = "hush-";
    private static final int NEW_TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final List<Grant> grants = new ArrayList<>();
    private final List<EndListener> listeners = new ArrayList<>();
    private final Duration lifetime;
    private final Clock clock;

    /**
     * @param accounts all accounts, demo and live, with the access tokens they have at the start
     * @param refreshTokens access tokens with the refresh tokens that came with them
     * @param lifetime of an access token
     * @param clock decides what is expired
     * @throws IllegalArgumentException when a refresh token belongs to no access token
     */
    public Grants(List<SimulatedAccount> accounts, Map<String, String> refreshTokens, Duration lifetime, Clock clock) {
        this.lifetime = lifetime;
        this.clock = clock;
        Map<String, List<SimulatedAccount>> traded = new LinkedHashMap<>();
        Map<String, List<SimulatedAccount>> viewed = new LinkedHashMap<>();
        for (SimulatedAccount account : accounts) {
            traded.computeIfAbsent(account.accessToken(), token -> new ArrayList<>())
                    .add(account);
            String viewOnly = account.viewOnlyToken();
            if (viewOnly != null) {
                viewed.computeIfAbsent(viewOnly, token -> new ArrayList<>()).add(account);
            }
        }
        List<String> owners = List.copyOf(traded.keySet());
        viewed.keySet().removeAll(owners);
        if (!refreshTokens.keySet().stream()
                .allMatch(token -> traded.containsKey(token) || viewed.containsKey(token))) {
            throw new IllegalArgumentException(
                    "refreshToken: no account has the access token that one of them belongs to");
        }
        traded.forEach((token, of) -> add(owners, token, ProtoOAClientPermissionScope.SCOPE_TRADE, of, refreshTokens));
        viewed.forEach((token, of) -> add(owners, token, ProtoOAClientPermissionScope.SCOPE_VIEW, of, refreshTokens));
    }

    private void add(
            List<String> owners,
            String token,
            ProtoOAClientPermissionScope scope,
            List<SimulatedAccount> of,
            Map<String, String> refreshTokens) {
        begin(owners.indexOf(of.get(0).accessToken()) + 1L, scope, token, refreshTokens.get(token), of);
    }

    /**
     * Adds an account to the grant that its token stands for, or to a new one of a new cTrader ID; its token for viewing likewise.
     *
     * @param account not of any grant yet
     * @param refreshToken of a new grant, or {@code null} for none
     * @throws IllegalArgumentException when a token stands for the other scope, or has a refresh token already
     */
    public void add(SimulatedAccount account, @Nullable String refreshToken) {
        String viewOnly = account.viewOnlyToken();
        Optional<Grant> traded = find(account.accessToken());
        Optional<Grant> viewed = viewOnly == null ? Optional.empty() : find(viewOnly);
        if (traded.filter(grant -> !grant.mayTrade()).isPresent()
                || viewed.filter(Grant::mayTrade).isPresent()) {
            throw new IllegalArgumentException(
                    "A token of account " + account.accountId() + " is there already, for the other scope");
        }
        if (refreshToken != null && traded.isPresent()) {
            throw new IllegalArgumentException("refreshToken: the access token of account " + account.accountId()
                    + " is there already, with a refresh token or without");
        }
        Grant trading = traded.orElseGet(() -> begin(
                nextUser(), ProtoOAClientPermissionScope.SCOPE_TRADE, account.accessToken(), refreshToken, List.of()));
        trading.add(account);
        if (viewOnly != null) {
            viewed.orElseGet(() ->
                            begin(trading.userId(), ProtoOAClientPermissionScope.SCOPE_VIEW, viewOnly, null, List.of()))
                    .add(account);
        }
    }

    /**
     * Adds a pair of tokens for accounts of one cTrader ID that are there. The tokens that they have work on.
     *
     * @throws IllegalArgumentException when the access token is there already, or the accounts are not of one cTrader ID
     */
    public void add(SimulatedTokens tokens, boolean mayTrade, List<SimulatedAccount> of) {
        if (find(tokens.accessToken()).isPresent()) {
            throw new IllegalArgumentException("The access token is there already");
        }
        List<Long> owners = of.stream()
                .map(account -> tradingGrant(account.accountId()).userId())
                .distinct()
                .toList();
        if (owners.size() != 1) {
            throw new IllegalArgumentException("A token opens accounts of one cTrader ID, not of " + owners.size());
        }
        begin(
                owners.get(0),
                mayTrade ? ProtoOAClientPermissionScope.SCOPE_TRADE : ProtoOAClientPermissionScope.SCOPE_VIEW,
                tokens.accessToken(),
                tokens.refreshToken(),
                of);
    }

    private long nextUser() {
        return 1 + grants.stream().mapToLong(Grant::userId).max().orElse(0);
    }

    private Grant begin(
            long userId,
            ProtoOAClientPermissionScope scope,
            String accessToken,
            @Nullable String refreshToken,
            List<SimulatedAccount> of) {
        Grant grant = new Grant(userId, scope, of, new SimulatedTokens(accessToken, refreshToken), nextExpiry());
        grants.add(grant);
        return grant;
    }

    private long nextExpiry() {
        return clock.millis() + lifetime.toMillis();
    }

    void onEnd(EndListener listener) {
        listeners.add(listener);
    }

    Optional<Grant> find(String accessToken) {
        return grants.stream()
                .filter(grant -> grant.hasAccessToken(accessToken))
                .findFirst();
    }

    Optional<Grant> findByRefreshToken(String refreshToken) {
        return grants.stream()
                .filter(grant -> grant.hasRefreshToken(refreshToken))
                .findFirst();
    }

    boolean isExpired(Grant grant) {
        return grant.isExpired(clock.millis());
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /** Gives a grant a new pair; the old one is dead. Nobody is told yet: see {@link #announceRefresh}. */
    SimulatedTokens renew(Grant grant) {
        SimulatedTokens next = new SimulatedTokens(newToken(), newToken());
        grant.renew(next, nextExpiry());
        return next;
    }

    /** Ends what was authorised with the token before. */
    void announceRefresh(Grant grant) {
        announce(grant, REFRESHED);
    }

    private void announce(Grant grant, String reason) {
        listeners.forEach(listener -> listener.ended(grant, reason));
    }

    /**
     * The pair that opens an account for trading now.
     *
     * @throws IllegalArgumentException for an account nobody has
     * @throws IllegalStateException when its grant is revoked
     */
    public SimulatedTokens tokens(long accountId) {
        SimulatedTokens tokens = tradingGrant(accountId).tokens();
        if (tokens == null) {
            throw new IllegalStateException("The grant of account " + accountId + " is revoked");
        }
        return tokens;
    }

    /**
     * Makes an access token too old from now on; what it authorised goes on.
     *
     * @throws IllegalArgumentException for a token that opens nothing
     */
    public Grant expire(String accessToken) {
        Grant grant = known(accessToken);
        grant.expire(clock.millis());
        return grant;
    }

    /**
     * Ends a grant: both tokens are dead and what they authorised is over.
     *
     * @throws IllegalArgumentException for a token that opens nothing
     */
    public Grant revoke(String accessToken) {
        Grant grant = known(accessToken);
        grant.revoke();
        announce(grant, REVOKED);
        return grant;
    }

    /**
     * Lets the owner of an account consent anew: the old pair is dead, what it authorised is over.
     *
     * @return the new pair
     * @throws IllegalArgumentException for an account nobody has
     */
    public SimulatedTokens consent(long accountId) {
        Grant grant = tradingGrant(accountId);
        SimulatedTokens next = renew(grant);
        announce(grant, REVOKED);
        return next;
    }

    /**
     * The same for a scope: the pair that the owner has for it is replaced, or begins to be.
     *
     * @param accountId an account of the owner
     * @param mayTrade whether the scope is trading, not viewing
     * @throws IllegalArgumentException for an account nobody has
     */
    SimulatedTokens consent(long accountId, boolean mayTrade) {
        Grant trading = tradingGrant(accountId);
        if (mayTrade) {
            return consent(accountId);
        }
        Grant viewing = grants.stream()
                .filter(grant -> !grant.mayTrade() && grant.covers(accountId))
                .findFirst()
                .orElseGet(() -> begin(
                        trading.userId(),
                        ProtoOAClientPermissionScope.SCOPE_VIEW,
                        newToken(),
                        newToken(),
                        trading.accounts()));
        SimulatedTokens next = renew(viewing);
        announce(viewing, REVOKED);
        return next;
    }

    private Grant known(String accessToken) {
        return find(accessToken).orElseThrow(() -> new IllegalArgumentException("The access token opens nothing"));
    }

    private Grant tradingGrant(long accountId) {
        return grants.stream()
                .filter(grant -> grant.mayTrade() && grant.covers(accountId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No account " + accountId));
    }

    /** What nobody can guess. */
    String newToken() {
        byte[] bytes = new byte[NEW_TOKEN_BYTES];
        random.nextBytes(bytes);
        return NEW_TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
